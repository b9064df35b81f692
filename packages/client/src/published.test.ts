import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

const execute = promisify(execFile);
const packageFolder = join(import.meta.dirname, '..');
const compiler = join(packageFolder, '../../node_modules/typescript7/bin/tsc');

test('what is published compiles without Node types, and runs as plain JavaScript', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'microchat-client-'));
  try {
    const project = join(packageFolder, 'tsconfig.build.json');
    await execute(process.execPath, [compiler, '-p', project, '--outDir', join(folder, 'dist')]);
    await symlink(join(packageFolder, 'package.json'), join(folder, 'package.json'));
    const script = `
      const { MicroChatClient } = await import('./dist/client.js');
      const { RestClient } = await import('./dist/rest.js');
      const client = new MicroChatClient({ url: 'ws://x', token: 't', deviceId: 'd', WebSocket: class {} });
      console.log(client.status.state, typeof RestClient);`;
    const args = ['--no-experimental-strip-types', '--input-type=module', '--eval', script];
    const { stdout } = await execute(process.execPath, args, { cwd: folder });
    expect(stdout.trim()).toBe('closed function');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
