import { describe, inject } from 'vitest';
import type { EngineName } from './engine.ts';

/** Addresses of the engines of this test run, from tests/engines; what is missing could not be had. */
export type TestEngines = Partial<Record<EngineName, string>>;

declare module 'vitest' {
  interface ProvidedContext {
    engines: TestEngines;
  }
}

/** Only in files whose name says so: `*.kafka.test.ts` gets Kafka. Undefined where no such engine can be had. */
export function testEngine(name: EngineName): string | undefined {
  return inject('engines')[name];
}

/**
 * A `describe` whose tests need this engine and get its address; they are skipped where it can't be had. All files share
 * it: use names of your own (keyspaces, topics, keys), and `startEngine` for whatever disturbs it.
 */
export function describeWithEngine(name: EngineName, title: string, body: (address: string) => void): void {
  const address = testEngine(name);
  describe.skipIf(address === undefined)(`${title} (${name})`, () => {
    body(address ?? '');
  });
}
