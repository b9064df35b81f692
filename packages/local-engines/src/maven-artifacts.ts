import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EngineName, EngineMissingError } from './engine.ts';
import { withFileLock } from './file-lock.ts';

const root = resolve(import.meta.dirname, '../../..');
/** Inside node_modules: ignored by git, and gone with `rm -rf node_modules`. */
const cacheFolder = join(root, 'node_modules/.cache/microchat-engines');

/** A slow first download of 66 MB. */
const downloadTimeoutMs = 10 * 60_000;

/** What Maven is asked for: the jar files themselves, or the files inside of them. */
const goals: Record<EngineName, readonly string[]> = {
  cassandra: ['dependency:copy-dependencies', '-DincludeScope=runtime'],
  kafka: ['dependency:copy-dependencies', '-DincludeScope=runtime'],
  redis: ['dependency:unpack-dependencies', '-DexcludeTransitive=true', '-Dmdep.unpack.includes=redis-server-*'],
};

/**
 * The folder with the files of deploy/engines/<name>.pom.xml, downloaded at the first use and after every change of that
 * file. @throws EngineMissingError if Maven is not there or can't get them.
 */
export async function mavenArtifacts(name: EngineName): Promise<string> {
  const pom = join(root, 'deploy/engines', `${name}.pom.xml`);
  const folder = join(
    cacheFolder,
    `${name}-${createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12)}`,
  );
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder, { recursive: true });
  // One download for all processes, and one use of Maven's own repository at a time: it is not made for more.
  await withFileLock(join(cacheFolder, 'lock'), downloadTimeoutMs, async () => {
    if (existsSync(folder)) return;
    const partial = `${folder}.${process.pid}.partial`;
    rmSync(partial, { recursive: true, force: true });
    say(`downloading ${name} from Maven (once) ...`);
    const start = performance.now();
    // Markers of what was unpacked would else lie beside the pom, and keep a removed cache empty.
    const output = [`-DoutputDirectory=${partial}`, `-DmarkersDirectory=${join(partial, 'markers')}`];
    await maven(['-B', '-q', '-f', pom, ...goals[name], ...output]);
    // Renamed when complete: a folder that is there is whole.
    renameSync(partial, folder);
    say(`${name} is there after ${Math.round((performance.now() - start) / 1000)} s`);
  });
  return folder;
}

function say(line: string): void {
  process.stderr.write(`engines: ${line}\n`);
}

function maven(args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: downloadTimeoutMs });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-4_000);
      });
    }
    child.once('error', (error) => fail(new EngineMissingError(`Maven (mvn) can't be started: ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) done();
      else fail(new EngineMissingError(`Maven could not get it (exit code ${code}):\n${output}`));
    });
  });
}
