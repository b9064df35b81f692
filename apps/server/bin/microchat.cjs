#!/usr/bin/env node
// Starts the CLI under Node 24, which runs TypeScript directly, whatever Node is installed.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..', '..');
if (!existsSync(join(root, 'node_modules'))) require('../../../scripts/bootstrap.cjs').bootstrap();
const { nodeBinary } = require('../../../scripts/node-binary.cjs');
const { nodeFlags } = require('../../../scripts/node-flags.cjs');

const child = spawn(nodeBinary(), [...nodeFlags, join(__dirname, '..', 'src', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});

// Ctrl-C reaches the child by itself, as part of the terminal's process group; this process only waits for it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

child.on('error', (error) => {
  console.error(`microchat: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  // End as the child did, for shells that look at it.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
