import { embeddedModes } from './modes.ts';
import { polling } from './suites/polling.ts';

for (const mode of embeddedModes) polling(mode);
