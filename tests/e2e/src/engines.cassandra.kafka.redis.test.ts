import { afterAll, describe, expect } from 'vitest';
import { oneProcess, split, testEngines } from './modes.ts';
import { shared } from './shared-mode.ts';
import { singleChats } from './suites/chat.ts';
import { groups } from './suites/groups.ts';
import { ownLists } from './suites/own-lists.ts';
import { polling } from './suites/polling.ts';
import { readPositions } from './suites/read-positions.ts';
import { restart } from './suites/restart.ts';
import { strangers } from './suites/strangers.ts';
import { synchronisation, synchronisationOptions } from './suites/sync.ts';

const engines = testEngines();

// The same suites as on the embedded storage.
describe.skipIf(engines === undefined)('on the real engines', { timeout: 180_000 }, () => {
  if (engines === undefined) return;
  describe.each([oneProcess(engines), split(engines)])('$mode', (mode) => {
    const server = shared(mode, synchronisationOptions);
    afterAll(async () => {
      expect(await server.end()).toBe(0);
    });
    for (const suite of [singleChats, groups, ownLists, polling, readPositions, strangers, synchronisation])
      suite(server);
  });
  for (const mode of [oneProcess(engines), split(engines)]) restart(mode);
});
