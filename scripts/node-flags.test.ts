import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('npm start runs the server with the flags that every other way uses', () => {
  const { nodeFlags } = createRequire(import.meta.url)('./node-flags.cjs') as { nodeFlags: string[] };
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  expect(manifest.scripts.start).toBe(`exec node ${nodeFlags.join(' ')} apps/server/src/main.ts serve`);
});
