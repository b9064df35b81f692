import { embeddedModes } from './modes.ts';
import { restart } from './suites/restart.ts';

for (const mode of embeddedModes) restart(mode);
