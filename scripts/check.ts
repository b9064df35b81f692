// `npm run check`: generated types, formatting, lint, types, dependency rules. Prints what is wrong and exits 1.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { cruise, root } from './dependency-rules/cruise.ts';

const bin = (path: string) => join(root, 'node_modules', path);

/** Fewer modules than this means that the checker could not read the project, not that the project is clean. */
const modulesMin = 150;

function dependencyRules(): void {
  const { moduleCount, violations } = cruise(root, [
    'packages',
    'services',
    'apps',
    'tests',
    'examples',
    'deploy/local',
  ]);
  if (moduleCount < modulesMin) throw new Error(`only ${moduleCount} modules were read`);
  if (violations.length > 0) {
    throw new Error(violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`).join('\n'));
  }
}

function run(...command: string[]): () => void {
  return () => {
    execFileSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  };
}

const steps: readonly (readonly [string, () => void])[] = [
  ['generated types', run(join(root, 'scripts/generate-types.ts'), '--check')],
  ['format', run(bin('@biomejs/biome/bin/biome'), 'format', '.')],
  ['types', run(bin('typescript7/bin/tsc'), '-p', root)],
  ['types of pure packages', run(bin('typescript7/bin/tsc'), '-p', join(root, 'tsconfig.pure.json'))],
  ['lint', run(bin('oxlint/bin/oxlint'), '--quiet')],
  ['dependency rules', dependencyRules],
];

let failed = false;
for (const [name, step] of steps) {
  const start = performance.now();
  try {
    step();
    console.log(`check ${name}: ok (${Math.round(performance.now() - start)} ms)`);
  } catch (error) {
    failed = true;
    console.error(`check ${name}: FAILED\n${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exit(failed ? 1 : 0);
