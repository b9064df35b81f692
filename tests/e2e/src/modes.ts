/** Every end-to-end suite runs in all of these: the mode must change nothing. */
export const modes = [
  { mode: 'one process', workers: 0 },
  { mode: 'two gateway workers', workers: 2 },
] as const;
