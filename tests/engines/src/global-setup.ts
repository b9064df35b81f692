// Once per test run: starts the engines that the selected test files need, tells the tests their addresses, stops them.
import { neededEngines } from '@microchat/local-engines/needed-engines';
import { shareEngines } from '@microchat/local-engines/share-engines';
import type { TestProject } from 'vitest/node';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engines = await shareEngines(neededEngines(project.vitest.state.getPaths()), {
    environment: process.env,
    say: (line) => console.error(`engines: ${line}`),
  });
  project.provide('engines', engines.addresses);
  return () => engines.stop();
}
