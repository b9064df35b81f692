import { describe } from 'vitest';
import { engineModes } from './modes.ts';
import { singleChats } from './suites/chat.ts';
import { groups } from './suites/groups.ts';
import { readPositions } from './suites/read-positions.ts';
import { restart } from './suites/restart.ts';
import { strangers } from './suites/strangers.ts';
import { synchronisation } from './suites/sync.ts';

const { modes, areMissing } = engineModes();

// The same suites as on the embedded storage.
describe.skipIf(areMissing)('on the real engines', { timeout: 180_000 }, () => {
  for (const mode of modes) {
    for (const suite of [singleChats, groups, readPositions, strangers, synchronisation, restart]) suite(mode);
  }
});
