/** Seeds that once found a defect, with what it was. They are run by every `npm test`. */
export const regressionSeeds: readonly { readonly seed: number; readonly found: string }[] = [];

/** Seeds of every `npm test`, found by nothing but chance. */
export const smokeSeeds: readonly number[] = [1, 2, 3];
