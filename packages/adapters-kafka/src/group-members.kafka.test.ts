import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { upTo } from '@microchat/testkit/log-probe';
import { afterEach, expect, test, vi } from 'vitest';
import { KafkaEventLog } from './kafka-event-log.ts';
import { testOptions } from './testing/kafka-engine-under-test.ts';
import { MemberProcess } from './testing/member-process.ts';
import { SequenceLedger } from './testing/sequence-ledger.ts';
import { SteadyAppender } from './testing/steady-appender.ts';

/** Processes start, sessions end and groups form on a machine that may be busy with other tests. */
const patience = { timeout: 60_000, interval: 20 };
vi.setConfig({ testTimeout: 180_000 });

const keys = upTo(20).map((number) => `key-${number}`);

describeWithEngine('kafka', 'members of a group', (broker) => {
  const cleanups: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
  });

  /** A topic under steady load, and members of a group that consume it. */
  function setting() {
    const options = testOptions(broker);
    const eventLog = new KafkaEventLog(options);
    const ledger = new SequenceLedger();
    cleanups.push(() => eventLog.close());
    const appender = new SteadyAppender(eventLog, 'load', keys, 10);
    const committed: number[][] = [];
    return {
      appender,
      ledger,
      committed,
      startMember() {
        const member = new MemberProcess(options, 'load', 'g', ledger);
        cleanups.push(() => member.end('SIGKILL'));
        return member;
      },
      /** Records the committed offsets as they are now. */
      async sample() {
        committed.push(await eventLog.committedOffsets('load', 'g'));
      },
      /** Ends the load and waits until every record of it was handled. */
      async finish() {
        await appender.end();
        await vi.waitFor(
          () => expect(keys.map((key) => ledger.highest(key))).toEqual(keys.map((key) => appender.durable.get(key))),
          patience,
        );
      },
    };
  }

  async function bothWork(...members: MemberProcess[]): Promise<void> {
    await vi.waitFor(() => expect(members.map(({ partitions }) => partitions.length)).toEqual([2, 2]), patience);
    const before = members.map(({ handled }) => handled);
    await vi.waitFor(
      () => expect(members.every(({ handled }, index) => handled > (before[index] ?? 0))).toBe(true),
      patience,
    );
  }

  test('one of two is killed: the other takes over, nothing is skipped or out of order', async () => {
    const { startMember, ledger, finish } = setting();
    const [killed, survivor] = [startMember(), startMember()];
    await bothWork(killed, survivor);
    await killed.end('SIGKILL');
    await vi.waitFor(() => expect(survivor.partitions).toHaveLength(4), patience);
    await finish();
    expect(ledger.gaps).toEqual([]);
    expect(survivor.warnings).toEqual([]);
  });

  test('one of two sleeps past its session: it loses its partitions and can not commit them when it wakes', async () => {
    const { startMember, ledger, finish, sample, committed } = setting();
    const [sleeper, other] = [startMember(), startMember()];
    await bothWork(sleeper, other);
    sleeper.signal('SIGSTOP');
    await vi.waitFor(async () => {
      await sample();
      expect(other.partitions).toHaveLength(4);
    }, patience);
    await sample();
    sleeper.signal('SIGCONT');
    await vi.waitFor(async () => {
      await sample();
      expect([sleeper.partitions.length, other.partitions.length]).toEqual([2, 2]);
    }, patience);
    await bothWork(sleeper, other);
    await finish();
    await sample();
    expect(ledger.gaps).toEqual([]);
    for (const partition of [0, 1, 2, 3]) {
      const offsets = committed.map((sampled) => sampled[partition] ?? 0);
      expect(offsets).toEqual(offsets.toSorted((left, right) => left - right));
    }
  });

  test('members come and go in order: hardly anything is repeated', async () => {
    const { startMember, ledger, finish } = setting();
    const first = startMember();
    await vi.waitFor(() => expect(first.handled).toBeGreaterThan(0), patience);
    const second = startMember();
    await bothWork(first, second);
    await first.end('SIGTERM');
    await vi.waitFor(() => expect(second.partitions).toHaveLength(4), patience);
    await finish();
    await second.end('SIGTERM');
    expect(ledger.gaps).toEqual([]);
    // Two rebalances, each at the cost of what was handled since the last commit.
    expect(ledger.repeated).toBeLessThan(2 * keys.length * 20);
  });
});
