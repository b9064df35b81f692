// `npm test [-- vitest arguments]`: the checks, then every test. With arguments only the tests that they select.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const selection = process.argv.slice(2);

function run(...command: string[]): number {
  return spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

const checked = selection.length > 0 ? 0 : run(join(root, 'scripts/check.ts'));
const tested = run(join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...selection);
process.exit(checked === 0 ? tested : checked);
