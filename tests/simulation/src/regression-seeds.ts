/** Seeds that once found a defect, with what it was. They are run by every `npm test`. */
export const regressionSeeds: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 30, found: 'a connection that missed the entry which added its user gets no pushes of the group' },
  { seed: 80, found: 'a removed member is told a head beyond the removal, and waits for it for ever' },
  { seed: 122, found: "a gateway whose clock is behind lets a device's older connection replace its newer one" },
  { seed: 150, found: 'unread of a group counts own messages' },
];

/** Seeds of every `npm test`, found by nothing but chance. */
export const smokeSeeds: readonly number[] = [1, 2, 3];
