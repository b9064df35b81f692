import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What of the machine the program gets for itself. */
export interface Namespace {
  /** A network of its own, with a loopback interface only. */
  readonly network?: true;
  /** Mounts of its own: this folder becomes a file system of so many MiB in memory. */
  readonly smallDisk?: { readonly folder: string; readonly mebibytes: number };
}

/** Whether the kernel lets us; without root it has to allow user namespaces. */
export function canUseNamespaces(): boolean {
  if (process.platform !== 'linux') return false;
  return spawnSync('unshare', ['--map-root-user', '--net', '--mount', 'true']).status === 0;
}

/**
 * Runs a program of this folder in namespaces of its own; everything in them goes with it. Resolves with the JSON that it
 * prints last.
 * @throws Error with what it wrote, if it fails
 */
export async function runInNamespace(script: string, { network, smallDisk }: Namespace): Promise<unknown> {
  const flags = ['--map-root-user', ...(network ? ['--net'] : []), ...(smallDisk ? ['--mount'] : [])];
  const steps: string[] = [];
  if (network) steps.push('ip link set lo up');
  if (smallDisk !== undefined) {
    steps.push(`mount -t tmpfs -o size=${smallDisk.mebibytes}m tmpfs '${smallDisk.folder}'`);
  }
  const file = new URL(script, import.meta.url).pathname;
  const child = spawn(
    'unshare',
    [...flags, 'sh', '-c', [...steps, 'exec "$0" "$@"'].join(' && '), process.execPath, file, smallDisk?.folder ?? ''],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [output, noise, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${noise}\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}
