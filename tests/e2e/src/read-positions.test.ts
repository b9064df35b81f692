import { embeddedModes } from './modes.ts';
import { readPositions } from './suites/read-positions.ts';

for (const mode of embeddedModes) readPositions(mode);
