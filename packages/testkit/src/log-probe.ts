import type { EventLog, LogRecord, NewRecord, Subscription } from '@microchat/ports/event-log';
import { expect } from 'vitest';

/** A record with a readable value. */
export function newRecord(topic: string, key: string, sequence: number): NewRecord {
  return { topic, key, sequence, value: Buffer.from(`${key}#${sequence}`) };
}

/** Everything in a topic, partition by partition in log order. */
export async function readTopic(eventLog: EventLog, topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let partition = 0; partition < eventLog.partitionCount(topic); partition++) {
    for (let offset = 0; ; ) {
      const page = await eventLog.read(topic, partition, offset, 500);
      records.push(...page);
      const last = page.at(-1);
      if (last === undefined) break;
      offset = last.offset + 1;
    }
  }
  return records;
}

/** Sequences per key, in the order of the records. */
export function sequencesByKey(records: Iterable<LogRecord>): Record<string, number[]> {
  const byKey: Record<string, number[]> = {};
  for (const { key, sequence } of records) (byKey[key] ??= []).push(sequence);
  return byKey;
}

/** 1 to `count`. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** A handler whose calls wait until they are let go. */
export class Gate {
  readonly seen: LogRecord[] = [];
  /** Handler calls that wait now. */
  readonly waiting: { readonly key: string; readonly records: readonly LogRecord[]; readonly open: () => void }[] = [];
  #opened = false;

  readonly handle: Subscription['handle'] = async (key, records) => {
    this.seen.push(...records);
    if (this.#opened) return;
    await new Promise<void>((resolve) => {
      this.waiting.push({ key, records, open: resolve });
    });
  };

  /** Lets every call go, now and later. */
  open(): void {
    this.#opened = true;
    for (const call of this.waiting.splice(0)) call.open();
  }
}

/** Waits for a condition that a log fulfils in its own time. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  await expect
    .poll(
      async () => {
        try {
          await check();
          return 'holds';
        } catch (error) {
          return error instanceof Error ? error.message : String(error);
        }
      },
      { timeout: 15_000, interval: 10 },
    )
    .toBe('holds');
}
