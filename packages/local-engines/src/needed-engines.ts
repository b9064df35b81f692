import { basename } from 'node:path';
import type { EngineName } from './engine.ts';

const names: readonly EngineName[] = ['cassandra', 'kafka', 'redis'];

/** The engines that these test files need, by their names: `outbox.cassandra.kafka.test.ts` needs two. */
export function neededEngines(testFiles: readonly string[]): EngineName[] {
  const parts = new Set(testFiles.flatMap((file) => basename(file).split('.').slice(1)));
  return names.filter((name) => parts.has(name));
}
