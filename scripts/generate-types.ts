// Generates TypeScript types of all protos into packages/proto/gen. `--check` fails if the checked-in ones differ.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const target = join(root, 'packages/proto/gen');
const fresh = mkdtempSync(join(tmpdir(), 'microchat-types-'));
const protos = globSync('microchat/**/*.proto', { cwd: join(root, 'proto') }).sort();

execFileSync(
  process.execPath,
  [
    join(root, 'node_modules/@grpc/proto-loader/build/bin/proto-loader-gen-types.js'),
    '--longs=String',
    '--enums=String',
    '--defaults',
    '--oneofs',
    '--grpcLib=@grpc/grpc-js',
    '--importFileExtension=.ts',
    '-I',
    'proto',
    '-O',
    fresh,
    ...protos,
  ],
  // Relative, so that no path of this machine gets into the generated headers.
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);

if (process.argv.includes('--check')) {
  const expected = new Set(globSync('**/*.ts', { cwd: fresh }));
  const present = new Set(globSync('**/*.ts', { cwd: target }));
  const stale = [...expected.union(present)].filter(
    (file) =>
      !expected.has(file) ||
      !present.has(file) ||
      readFileSync(join(fresh, file), 'utf8') !== readFileSync(join(target, file), 'utf8'),
  );
  rmSync(fresh, { recursive: true });
  if (stale.length > 0) {
    console.error(`Generated types are out of date, run "npm run generate":\n  ${stale.join('\n  ')}`);
    process.exit(1);
  }
} else {
  rmSync(target, { recursive: true, force: true });
  cpSync(fresh, target, { recursive: true });
  rmSync(fresh, { recursive: true });
}
