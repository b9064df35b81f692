import { EventLogUnavailableError } from '@microchat/ports/event-log';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EncodedRecord, encodeRecord } from './record-codec.ts';
import { type ProducerIncarnation, RecordSender, type RecordSenderOptions, type SendFailure } from './record-sender.ts';

type Outcome = 'written' | 'lost' | 'writtenUnknown' | 'hangs';

class TooLargeError extends Error {}
class RefusedError extends Error {}

/** A broker whose sends come out as planned, then well. Producers that failed must not be used again. */
class ScriptedBroker {
  readonly log: EncodedRecord[] = [];
  readonly batches: number[] = [];
  producers = 0;
  recordsMax = Infinity;
  refusedTopic = '';
  readonly #plan: Outcome[];

  constructor(plan: readonly Outcome[] = []) {
    this.#plan = [...plan];
  }

  readonly open = async (): Promise<ProducerIncarnation> => {
    this.producers++;
    let broken = false;
    let cut: ((error: Error) => void) | undefined;
    return {
      send: async (records) => {
        if (broken) throw new Error('a producer was used again after it had failed');
        broken = true;
        await settle(1);
        this.batches.push(records.length);
        if (records.length > this.recordsMax) throw new TooLargeError('too large');
        if (records.some(({ topic }) => topic === this.refusedTopic)) throw new RefusedError('refused');
        const outcome = this.#plan.shift() ?? 'written';
        if (outcome !== 'lost' && outcome !== 'hangs') this.log.push(...records);
        if (outcome === 'hangs') await new Promise((_, reject) => (cut = reject));
        if (outcome !== 'written') throw new Error(outcome);
        broken = false;
      },
      close: async () => {
        broken = true;
        cut?.(new Error('cut'));
      },
    };
  };

  judge(cause: unknown): SendFailure {
    if (cause instanceof TooLargeError) return { kind: 'tooLarge' };
    return cause instanceof RefusedError ? { kind: 'topicRefused', topic: 'refused' } : { kind: 'again' };
  }

  sequences(key: string): number[] {
    const found = this.log.filter((record) => record.key.toString() === key);
    return found.map((record) => Number(record.headers.sequence));
  }
}

function senderOf(broker: ScriptedBroker, time: ManualTime, options: Partial<RecordSenderOptions> = {}): RecordSender {
  return new RecordSender({
    open: broker.open,
    judge: (cause) => broker.judge(cause),
    timers: time,
    queueRecordsMax: 10_000,
    queueBytesMax: 10_000_000,
    appendTimeoutMs: 30_000,
    ...options,
  });
}

function record(key: string, sequence: number, topic = 't', bytes = 1): EncodedRecord {
  return encodeRecord({ topic, key, sequence, value: Buffer.alloc(bytes) }, 0);
}

/** Lets time pass until everything has happened. */
async function pass(time: ManualTime, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) await time.advanceSettling(100);
}

describe('RecordSender', () => {
  test('appends of one turn share a batch; what comes while it is sent shares the next', async () => {
    const [time, broker] = [new ManualTime(), new ScriptedBroker()];
    const sender = senderOf(broker, time);
    const first = Promise.all([1, 2, 3].map((sequence) => sender.append([record('a', sequence)])));
    await settle(1);
    const second = Promise.all([4, 5].map((sequence) => sender.append([record('a', sequence)])));
    await Promise.all([first, second]);
    expect(broker.batches).toEqual([3, 2]);
    expect(broker.sequences('a')).toEqual([1, 2, 3, 4, 5]);
    expect(broker.producers).toBe(1);
  });

  test('a failed batch is repeated by a new producer before anything else is sent', async () => {
    const [time, broker] = [new ManualTime(), new ScriptedBroker(['written', 'lost', 'writtenUnknown'])];
    const causes: unknown[] = [];
    const sender = senderOf(broker, time, { restarted: (cause) => causes.push(cause) });
    await sender.append([record('a', 1)]);
    const appended = Promise.all([sender.append([record('a', 2)]), sender.append([record('b', 1)])]);
    await pass(time, 1_000);
    await appended;
    expect(broker.sequences('a')).toEqual([1, 2, 2]);
    expect(broker.sequences('b')).toEqual([1, 1]);
    expect(broker.producers).toBe(3);
    expect(causes).toHaveLength(2);
  });

  test('whatever fails: at least once, and first occurrences in the order of the calls', async () => {
    const outcome = fc.constantFrom<Outcome>('written', 'lost', 'writtenUnknown');
    const call = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { maxLength: 12 }), fc.array(call, { maxLength: 20 }), async (plan, calls) => {
        const [time, broker] = [new ManualTime(), new ScriptedBroker(plan)];
        const sender = senderOf(broker, time, { appendTimeoutMs: 1_000_000 });
        const next: Record<string, number> = {};
        const appended: Promise<void>[] = [];
        for (const keys of calls) {
          appended.push(sender.append(keys.map((key) => record(key, (next[key] = (next[key] ?? 0) + 1)))));
          if (appended.length % 3 === 0) await settle(1);
        }
        await pass(time, 30_000);
        await Promise.all(appended);
        for (const key of ['a', 'b', 'c']) {
          const firsts = [...new Set(broker.sequences(key))];
          expect(firsts).toEqual(Array.from({ length: next[key] ?? 0 }, (_, index) => index + 1));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a full queue refuses whole calls at once, takes nothing of them, and goes on when there is room', async () => {
    const [time, broker] = [new ManualTime(), new ScriptedBroker(['hangs'])];
    let refused = 0;
    const sender = senderOf(broker, time, { queueRecordsMax: 3, refused: (count) => (refused += count) });
    const waiting = expect(sender.append([record('a', 1), record('a', 2)])).rejects.toThrow('took no records');
    const tooMany = sender.append([record('a', 3), record('a', 4)]);
    await expect(tooMany).rejects.toBeInstanceOf(EventLogUnavailableError);
    expect([refused, sender.waiting]).toEqual([2, 2]);
    await pass(time, 31_000);
    await waiting;
    await sender.append([record('a', 5)]);
    expect(broker.sequences('a')).toEqual([5]);
  });

  test('bytes are bounded like records', async () => {
    const sender = senderOf(new ScriptedBroker(['hangs']), new ManualTime(), { queueBytesMax: 3_000 });
    void sender.append([record('a', 1, 't', 2_000)]).catch(() => undefined);
    await expect(sender.append([record('a', 2, 't', 2_000)])).rejects.toBeInstanceOf(EventLogUnavailableError);
  });

  test('whoever waited too long takes everything behind it along, so that nothing overtakes', async () => {
    const [time, broker] = [new ManualTime(), new ScriptedBroker(['hangs'])];
    let expired = 0;
    const sender = senderOf(broker, time, { expired: (count) => (expired += count) });
    const old = sender.append([record('a', 1)]);
    await pass(time, 29_000);
    const young = sender.append([record('a', 2)]);
    const results = Promise.allSettled([old, young]);
    await pass(time, 1_000);
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(expired).toBe(2);
    await Promise.all([sender.append([record('a', 1)]), sender.append([record('a', 2)])]);
    expect(broker.sequences('a')).toEqual([1, 2]);
  });

  test('a producer that can not be opened is opened later', async () => {
    const [time, broker] = [new ManualTime(), new ScriptedBroker()];
    let refusals = 3;
    const open = async () => {
      if (refusals-- > 0) throw new Error('no broker');
      return broker.open();
    };
    const sender = senderOf(broker, time, { open });
    const appended = sender.append([record('a', 1)]);
    await pass(time, 2_000);
    await appended;
    expect(broker.sequences('a')).toEqual([1]);
  });

  test('a batch that is too large is divided; a record that is too large alone fails alone', async () => {
    const [time, broker] = [new ManualTime(), new ScriptedBroker()];
    broker.recordsMax = 2;
    const sender = senderOf(broker, time);
    const appended = Promise.all([1, 2, 3, 4, 5].map((sequence) => sender.append([record('a', sequence)])));
    await pass(time, 2_000);
    await appended;
    expect(broker.sequences('a')).toEqual([1, 2, 3, 4, 5]);
    broker.recordsMax = 0;
    const tooLarge = sender.append([record('a', 6)]);
    await expect(tooLarge).rejects.toBeInstanceOf(TooLargeError);
    await expect(sender.append([record('a', 7, 't', 1024 * 1024)])).rejects.toBeInstanceOf(RangeError);
  });

  test('records of a topic that is refused fail; the others go on', async () => {
    const [time, broker] = [new ManualTime(), new ScriptedBroker()];
    broker.refusedTopic = 'refused';
    const sender = senderOf(broker, time);
    const results = await Promise.allSettled([
      sender.append([record('a', 1)]),
      sender.append([record('a', 1, 'refused')]),
      sender.append([record('a', 2)]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(broker.sequences('a')).toEqual([1, 2]);
  });

  test('closing sends what waits, for a while, and refuses what comes', async () => {
    const time = new ManualTime();
    const broker = new ScriptedBroker(['lost']);
    const sender = senderOf(broker, time);
    const appended = sender.append([record('a', 1)]);
    const closed = sender.close(10_000);
    await expect(sender.append([record('a', 2)])).rejects.toBeInstanceOf(EventLogUnavailableError);
    await pass(time, 1_000);
    await Promise.all([appended, closed]);
    expect(broker.sequences('a')).toEqual([1]);
  });

  test('closing gives up a send that hangs', async () => {
    const time = new ManualTime();
    const sender = senderOf(new ScriptedBroker(['hangs']), time);
    const appended = expect(sender.append([record('a', 1)])).rejects.toBeInstanceOf(EventLogUnavailableError);
    const closed = sender.close(1_000);
    await pass(time, 1_500);
    await Promise.all([appended, closed]);
  });
});
