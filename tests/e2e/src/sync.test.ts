import { embeddedModes } from './modes.ts';
import { synchronisation } from './suites/sync.ts';

for (const mode of embeddedModes) synchronisation(mode);
