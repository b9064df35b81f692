import type { KvStore } from '@microchat/ports/kv-store';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { expect, test } from 'vitest';
import { EventPublisher } from './event-publisher.ts';
import { Durable, nextTurn, plainEventLog, plainKvStore } from './testing/plain-engine.ts';
import { commitOf, keyOf } from './testing/plain-process.ts';

/** A publisher whose calls of the engine are counted. */
function counted(durable = new Durable()) {
  const calls = { read: 0, multiRead: 0, scan: 0, commit: 0, merge: 0, append: 0 };
  const kv = plainKvStore(durable, nextTurn);
  const eventLog = plainEventLog(durable, realTimers, nextTurn);
  const publisher = new EventPublisher({
    kv: counting(kv, calls),
    eventLog: counting(eventLog, calls),
    timers: realTimers,
    random: new SeededRandom('cost'),
  });
  return { kv: publisher.kv, publisher, calls, durable };
}

function counting<Port extends object>(port: Port, calls: Record<string, number>): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (typeof name === 'string' && name in calls) calls[name] = (calls[name] ?? 0) + 1;
        return member.apply(target, args) as unknown;
      };
    },
  });
}

async function write(kv: KvStore, partition: string, from: number, count: number): Promise<void> {
  for (let version = from; version < from + count; version += 1) {
    await kv.commit(commitOf(partition, version, { head: Buffer.from('head') }));
  }
}

const joining = { read: 1, commit: 1 };

test('a busy partition costs one conditional commit and one append each time, and nothing else', async () => {
  const { kv, calls } = counted();
  await write(kv, 'a', 0, 100);
  expect(calls).toEqual({
    read: joining.read,
    multiRead: 1,
    scan: 0,
    commit: 100 + joining.commit,
    merge: 1,
    append: 100,
  });
});

test('partitions of one turn are covered by one write and one read', async () => {
  const { kv, calls } = counted();
  await Promise.all(Array.from({ length: 50 }, (_, n) => write(kv, `p-${n}`, 0, 1)));
  expect(calls).toEqual({
    read: joining.read,
    multiRead: 1,
    scan: 0,
    commit: 50 + joining.commit,
    merge: 1,
    append: 50,
  });
});

test('a partition at rest costs no commit, and neither does waking it', async () => {
  const { publisher, kv, calls, durable } = counted();
  await write(kv, 'a', 0, 3);
  await publisher.stop();
  // Joining and leaving.
  expect(calls.commit).toBe(3 + 2);
  const next = counted(durable);
  await next.kv.read(keyOf('a'));
  await write(next.kv, 'a', 3, 1);
  expect(next.calls).toEqual({
    read: 1 + joining.read,
    multiRead: 1,
    scan: 0,
    commit: 1 + joining.commit,
    merge: 1,
    append: 1,
  });
  expect(
    durable.log
      .topic('changes')
      .partitions.flat()
      .map(({ sequence }) => sequence),
  ).toEqual([1, 2, 3, 4]);
});
