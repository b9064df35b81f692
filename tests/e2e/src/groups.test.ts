import { embeddedModes } from './modes.ts';
import { groups } from './suites/groups.ts';

for (const mode of embeddedModes) groups(mode);
