import { expect, test } from 'vitest';
import { longestSilenceMs } from './silence.ts';

test.each([
  ['the pause around the fault counts from the last event before it', [0, 90, 700, 800], 100, 800, 610],
  ['nothing came back', [0, 90], 100, 1_000, 910],
  ['nothing ever came', [], 100, 1_000, 900],
  ['pauses outside of the window do not count', [0, 500, 550, 600, 2_000], 500, 650, 50],
])('%s', (_, times, fromMs, toMs, longest) => {
  expect(longestSilenceMs(times, fromMs, toMs)).toBe(longest);
});
