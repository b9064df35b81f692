import { Simulation } from '../simulation.ts';
import type { Mutation } from './mutation.ts';

/** Seeds that a mutation may survive before it counts as not found. */
const seedsMax = 40;

export interface Catch {
  readonly seed: number;
  /** How many seeds it took. */
  readonly tries: number;
  readonly details: string;
}

/** The first seed whose simulation finds the mutation; undefined if none of them does. */
export async function hunt(mutation: Mutation): Promise<Catch | undefined> {
  const others = Array.from({ length: seedsMax }, (_, place) => place + 1);
  const seeds = [...new Set([...mutation.seeds, ...others])].slice(0, seedsMax);
  for (const [place, seed] of seeds.entries()) {
    const { violations } = await new Simulation(seed, { mutation }).run();
    const found = violations.find(({ invariant }) => mutation.breaks.includes(invariant));
    if (found !== undefined) return { seed, tries: place + 1, details: `${found.invariant}: ${found.details}` };
  }
  return undefined;
}
