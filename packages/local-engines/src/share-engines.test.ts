import { expect, test } from 'vitest';
import { type EngineName, EngineMissingError } from './engine.ts';
import { shareEngines } from './share-engines.ts';

const missing = () => new EngineMissingError('there is no Java');

/** Shares engines of which some can't be had, and tells what was said and what was stopped. */
async function share(failing: Partial<Record<EngineName, Error>>, environment: Record<string, string> = {}) {
  const said: string[] = [];
  const stopped: string[] = [];
  const sharing = shareEngines(['cassandra', 'kafka'], {
    environment,
    say: (line) => said.push(line),
    share: async (name) => {
      const failure = failing[name];
      if (failure !== undefined) throw failure;
      return { address: `${name}:1`, stop: async () => void stopped.push(name) };
    },
  });
  return { result: await sharing.catch((error: unknown) => error as AggregateError), said, stopped };
}

test('addresses of all, and stopping all', async () => {
  const { result, said, stopped } = await share({});
  if (result instanceof Error) throw result;
  expect(result.addresses).toEqual({ cassandra: 'cassandra:1', kafka: 'kafka:1' });
  expect(said).toHaveLength(2);
  await result.stop();
  expect(stopped).toEqual(['cassandra', 'kafka']);
});

test('an engine that is missing is left out, loudly', async () => {
  const { result, said } = await share({ cassandra: missing() });
  expect(result).toMatchObject({ addresses: { kafka: 'kafka:1' } });
  expect(said).toContain('SKIPPED: every test that needs cassandra. there is no Java');
});

test.each([
  ['missing in CI', missing(), { CI: 'true' }],
  ['there, but does not work', new Error('ended at its start'), {}],
])('an engine that is %s fails the run and leaves nothing behind', async (_, failure, environment) => {
  const { result, stopped } = await share({ cassandra: failure }, environment);
  expect(result).toBeInstanceOf(AggregateError);
  expect(String(result)).toContain(failure.message);
  expect(stopped).toEqual(['kafka']);
});
