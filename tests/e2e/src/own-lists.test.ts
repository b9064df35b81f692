import { embeddedModes } from './modes.ts';
import { ownLists } from './suites/own-lists.ts';

for (const mode of embeddedModes) ownLists(mode);
