import { embeddedModes } from './modes.ts';
import { singleChats } from './suites/chat.ts';

for (const mode of embeddedModes) singleChats(mode);
