import { type EncodedRecord, encodedBytes } from './record-codec.ts';

/** One `append`: settled when its last record is. */
export interface AppendCall {
  /** Records of it that are not durable yet. */
  open: number;
  readonly sinceMs: number;
  resolve(): void;
  reject(error: Error): void;
}

export interface QueuedRecord {
  readonly record: EncodedRecord;
  readonly call: AppendCall;
}

/** Records that wait to be sent, in the order of the calls, and their size. */
export class SendQueue {
  #records: QueuedRecord[] = [];
  #first = 0;
  #bytes = 0;

  get size(): number {
    return this.#records.length - this.#first;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get oldest(): QueuedRecord | undefined {
    return this.#records[this.#first];
  }

  push(queued: QueuedRecord): void {
    this.#records.push(queued);
    this.#bytes += encodedBytes(queued.record);
  }

  /** Looks at the records in front: as many as fit, one at least. They stay. */
  peek(recordsMax: number, bytesMax: number): QueuedRecord[] {
    const batch: QueuedRecord[] = [];
    let bytes = 0;
    for (let at = this.#first; at < this.#records.length && batch.length < recordsMax; at++) {
      const queued = this.#records[at] as QueuedRecord;
      bytes += encodedBytes(queued.record);
      if (batch.length > 0 && bytes > bytesMax) break;
      batch.push(queued);
    }
    return batch;
  }

  /** Removes the records in front. */
  shift(count: number): QueuedRecord[] {
    const taken = this.#records.slice(this.#first, this.#first + count);
    for (const { record } of taken) this.#bytes -= encodedBytes(record);
    this.#first += taken.length;
    // Moved now and then, so that taking costs nothing per record.
    if (this.#first * 2 >= this.#records.length) {
      this.#records = this.#records.slice(this.#first);
      this.#first = 0;
    }
    return taken;
  }

  /** Removes what `unwanted` says, wherever it stands. */
  remove(unwanted: (queued: QueuedRecord) => boolean): QueuedRecord[] {
    const all = this.shift(this.size);
    const removed = all.filter(unwanted);
    for (const queued of all) if (!unwanted(queued)) this.push(queued);
    return removed;
  }
}
