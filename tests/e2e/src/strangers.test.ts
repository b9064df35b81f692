import { embeddedModes } from './modes.ts';
import { strangers } from './suites/strangers.ts';

for (const mode of embeddedModes) strangers(mode);
