// Installs the dependencies if they are not those of this checkout. Runs on Node 20 with nothing but npm.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const { nodeBinary } = require('./node-binary.cjs');

const pnpm = 'pnpm@12.21.0';
const root = join(__dirname, '..');
const stampPath = join(root, 'node_modules', '.microchat-install');

/** Installs unless nothing has changed since the last complete install. Exits if that fails. */
function bootstrap() {
  const wanted = fingerprint();
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted) return;
  console.log('Installing dependencies (once, and after they changed) ...');
  const install = spawnSync('npx', ['--yes', pnpm, 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) {
    console.error('The dependencies could not be installed; the lines above say why.');
    process.exit(install.status ?? 1);
  }
  // Written last: an install that was interrupted leaves no stamp and is done again.
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampPath, wanted);
}

/** Hash of everything that decides what an install does. */
function fingerprint() {
  const hash = createHash('sha256').update(`${pnpm} ${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packageFiles()]) {
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** package.json of the root and of every package, at most three folders deep, sorted. */
function packageFiles() {
  const files = ['package.json'];
  for (const folder of ['packages', 'services', 'apps', 'tests', 'examples', 'deploy'])
    collect(join(root, folder), 2, files);
  return files.sort();
}

function collect(folder, depth, files) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === 'package.json') files.push(relative(root, path));
    else if (entry.isDirectory() && depth > 0 && entry.name !== 'node_modules') collect(path, depth - 1, files);
  }
}

if (require.main === module) {
  bootstrap();
  // Whatever npm runs next needs it; a clear line now beats a syntax error then.
  nodeBinary();
}

module.exports = { bootstrap };
