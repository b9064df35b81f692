import { type EngineName, EngineMissingError } from './engine.ts';
import { type Environment, type SharedEngine, shareEngine } from './engine-source.ts';
import type { TestEngines } from './test-engine.ts';

export interface ShareEnginesOptions {
  /** With CI set, a missing engine fails the run instead of skipping its tests. */
  readonly environment: Environment;
  say(line: string): void;
  /** Default: what engine-source.ts does. */
  readonly share?: (name: EngineName, environment: Environment) => Promise<SharedEngine>;
}

export interface SharedEngines {
  readonly addresses: TestEngines;
  /** Ends those that are ours. */
  stop(): Promise<void>;
}

/**
 * The engines for a run of tests, obtained side by side. One that this machine can't have is left out, loudly.
 * @throws AggregateError when one does not work, or is missing in CI; none is left running then.
 */
export async function shareEngines(names: readonly EngineName[], options: ShareEnginesOptions): Promise<SharedEngines> {
  const shared = new Map<EngineName, SharedEngine>();
  const stop = async () => {
    await Promise.all([...shared.values()].map((engine) => engine.stop()));
  };
  const failures: unknown[] = [];
  await Promise.all(
    names.map(async (name) => {
      try {
        shared.set(name, await timed(name, options));
      } catch (error) {
        if (isSkipped(error, options)) options.say(`SKIPPED: every test that needs ${name}. ${error.message}`);
        else failures.push(error);
      }
    }),
  );
  if (failures.length > 0) {
    await stop();
    throw new AggregateError(failures, failures.map(String).join('\n'));
  }
  return { addresses: Object.fromEntries([...shared].map(([name, { address }]) => [name, address])), stop };
}

async function timed(name: EngineName, { environment, say, share = shareEngine }: ShareEnginesOptions) {
  const start = performance.now();
  const engine = await share(name, environment);
  say(`${name} at ${engine.address} after ${Math.round(performance.now() - start)} ms`);
  return engine;
}

function isSkipped(error: unknown, { environment }: ShareEnginesOptions): error is EngineMissingError {
  return error instanceof EngineMissingError && (environment['CI'] ?? '') === '';
}
