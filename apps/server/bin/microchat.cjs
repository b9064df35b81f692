#!/usr/bin/env node
// Starts the CLI under Node 24, which runs TypeScript directly, whatever Node is installed.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const { nodeBinary } = require('../../../scripts/node-binary.cjs');

const result = spawnSync(
  nodeBinary(),
  ['--disable-warning=ExperimentalWarning', join(__dirname, '..', 'src', 'main.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(result.status ?? 1);
