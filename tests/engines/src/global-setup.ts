// Once per test run: starts the engines that the selected test files need, tells the tests their addresses, stops them.
import { type EngineName, EngineMissingError } from '@microchat/local-engines/engine';
import { type SharedEngine, shareEngine } from '@microchat/local-engines/engine-source';
import { neededEngines } from '@microchat/local-engines/needed-engines';
import type { TestEngines } from '@microchat/local-engines/test-engine';
import type { TestProject } from 'vitest/node';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = new Map<EngineName, SharedEngine>();
  const stop = async () => {
    await Promise.all([...shared.values()].map((engine) => engine.stop()));
  };
  const names = neededEngines(project.vitest.state.getPaths());
  const failures = (await Promise.all(names.map((name) => share(name, shared)))).filter(
    (failure) => failure !== undefined,
  );
  if (failures.length > 0) {
    await stop();
    throw new AggregateError(failures, failures.map((failure) => failure.message).join('\n'));
  }
  const engines: TestEngines = Object.fromEntries([...shared].map(([name, { address }]) => [name, address]));
  project.provide('engines', engines);
  return stop;
}

/** Returns what must fail the run; an engine that a developer's machine can't have only skips its tests, loudly. */
async function share(name: EngineName, shared: Map<EngineName, SharedEngine>): Promise<Error | undefined> {
  const start = performance.now();
  try {
    const engine = await shareEngine(name, process.env);
    shared.set(name, engine);
    console.log(`engines: ${name} at ${engine.address} after ${Math.round(performance.now() - start)} ms`);
    return undefined;
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    if (!(failure instanceof EngineMissingError) || process.env['CI'] !== undefined) return failure;
    console.error(`\nSKIPPED: every test that needs ${name}. ${failure.message}\n`);
    return undefined;
  }
}
