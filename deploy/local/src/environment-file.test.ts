import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeEnvironmentFile } from './environment-file.ts';

test('a shell reads back what was written, and nobody else may', () => {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-environment-'));
  const path = join(folder, 'doctor.env');
  const odd = `it's $HOME, "quoted" and; \`more\``;
  writeEnvironmentFile(path, { PLAIN: 'a=b,c', ODD: odd });
  const read = execFileSync('sh', ['-c', '. "$0"; printf "%s\\n%s" "$PLAIN" "$ODD"', path], { encoding: 'utf8' });
  expect(read).toBe(`a=b,c\n${odd}`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});
