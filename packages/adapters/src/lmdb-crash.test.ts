import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readTopic, sequencesByKey, upTo } from '@microchat/testkit/log-probe';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLmdbEngine } from './lmdb-engine.ts';
import { SystemTimers } from './system-time.ts';

const partitions = upTo(20).map((number) => `p${number - 1}`);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microchat-crash-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('kill -9 under load, three times: everything promised is there, whole and in order', async () => {
  const random = new SeededRandom('crash');
  const promised = new Promises();
  for (let round = 0; round < 3; round++) {
    await runUntilKilled(promised, promised.commits + random.integer(300, 1_500));
    await verify(promised);
  }
  expect(promised.commits).toBeGreaterThan(900);
}, 60_000);

/** The highest promise per partition, and how many there were. */
class Promises {
  readonly committed = new Map<string, number>();
  readonly merged = new Map<string, number>();
  readonly handled = new Set<string>();
  commits = 0;

  add(line: string): void {
    const [what, partition = '', number = ''] = line.split(' ');
    if (what === 'handled') this.handled.add(`${partition}#${number}`);
    else if (what === 'merged') this.merged.set(partition, Number(number));
    else if (what === 'committed') {
      this.commits++;
      this.committed.set(partition, Number(number));
    }
  }
}

async function runUntilKilled(promised: Promises, commits: number): Promise<void> {
  const script = new URL('./testing/crash-writer.ts', import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, signal) => resolve(signal));
  });
  if (child.stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    promised.add(line);
    if (promised.commits >= commits) child.kill('SIGKILL');
  }
  expect(await closed).toBe('SIGKILL');
}

async function verify(promised: Promises): Promise<void> {
  const engine = await openLmdbEngine({ folder, timers: new SystemTimers() });
  const records = await readTopic(engine.eventLog, 'changes');
  const events = sequencesByKey(records);
  for (const partition of partitions) {
    const { version, head } = await engine.kv.read({ table: 'crash', partition });
    expect(version).toBeGreaterThanOrEqual(promised.committed.get(partition) ?? 0);
    expect(head.toString()).toBe(version === 0 ? '' : `${partition}#${version}`);
    expect(await rowCount(engine.kv, partition)).toBe(version);
    expect(events[partition] ?? []).toEqual(upTo(version));
    const merged = await engine.kv.read({ table: 'crash-merged', partition: 'all' }, [partition]);
    const value = Buffer.from(merged.values[0] ?? Buffer.alloc(4)).readUInt32BE();
    expect(value).toBeGreaterThanOrEqual(promised.merged.get(partition) ?? 0);
    expect(value).toBeLessThanOrEqual(version);
  }
  const committed = await engine.eventLog.committedOffsets('changes', 'watchers');
  const done = records.filter((record) => record.offset < (committed[record.partition] ?? 0));
  const unhandled = done.filter((record) => !promised.handled.has(`${record.key}#${record.sequence}`));
  expect(unhandled).toEqual([]);
  await engine.close();
}

async function rowCount(kv: Awaited<ReturnType<typeof openLmdbEngine>>['kv'], partition: string): Promise<number> {
  let count = 0;
  for (let from = ''; ; ) {
    const page = await kv.scan({ table: 'crash', partition }, { from, to: '\x7f', limit: 1_000 });
    for (const { column, value } of page) {
      count++;
      expect([Number(column), value.toString()]).toEqual([count, `${partition}#${count}`]);
    }
    const last = page.at(-1);
    if (last === undefined) return count;
    from = `${last.column}\0`;
  }
}
