import { Simulation, type SimulationOptions, type SimulationResult } from './simulation.ts';

/** The same seed twice: a simulation whose runs differ proves nothing, and its failures could not be looked at again. */
export async function runTwice(seed: number, options: SimulationOptions = {}): Promise<SimulationResult> {
  const first = await new Simulation(seed, options).run();
  const second = await new Simulation(seed, options).run();
  if (first.digest === second.digest) return first;
  const details = `two runs of the seed differ: ${first.digest} with ${first.events} events, ${second.digest} with ${second.events}`;
  return { ...first, violations: [...first.violations, { invariant: 'determinism', details }] };
}
