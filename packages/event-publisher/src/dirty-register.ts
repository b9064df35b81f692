import type { Column, MergeWrite, PartitionKey } from '@microchat/ports/kv-store';
import { messageCodec } from '@microchat/proto/message-codec';
import type { DirtySlot, DirtySlot__Output } from '@microchat/proto/microchat/storage/v1/DirtySlot';
import { mergedNumber, publisherTables } from './publisher-tables.ts';

const codec = messageCodec<DirtySlot, DirtySlot__Output>(
  'microchat/storage/v1/outbox.proto',
  'microchat.storage.v1.DirtySlot',
);

const counterBytes = 8;

/** Columns of a register. */
export const registerColumns = {
  beat: 'beat',
  from: 's/',
  /** The byte after `/`. */
  to: 's0',
  slot: (slot: number): string => `s/${slot.toString(16).padStart(8, '0')}`,
} as const;

export function registerKey(incarnation: string): PartitionKey {
  return { table: publisherTables.registers, partition: incarnation };
}

/** The partition that a slot names; undefined if it is free. */
export function slotPartition({ value }: Column): PartitionKey | undefined {
  if (value.byteLength <= counterBytes) return undefined;
  const { partition } = codec.decode(value.subarray(counterBytes));
  return partition === null ? undefined : { table: partition.table, partition: partition.partition };
}

/**
 * What an incarnation has promised to publish, as rows that its sweeper reads. Merges can neither delete nor go back, so a
 * register has slots: each write has a higher counter than all before and wins, and a free slot is used again. A register
 * has as many rows as there were promises at one time.
 */
export class DirtyRegister {
  readonly incarnation: string;
  #counter = 0;
  #size = 0;
  /** Free, but what the store has in them still names a partition. */
  #stale: number[] = [];
  #empty: number[] = [];

  constructor(incarnation: string) {
    this.incarnation = incarnation;
  }

  /** A slot for a partition. The promise stands when the write is durable. */
  take(key: PartitionKey): { readonly slot: number; readonly write: MergeWrite } {
    const slot = this.#stale.pop() ?? this.#empty.pop() ?? this.#size++;
    return { slot, write: this.#write(slot, codec.encode({ partition: key })) };
  }

  /** The promise is kept. */
  release(slot: number): void {
    this.#stale.push(slot);
  }

  /** Writes for at most `max` slots that were released and not taken again. They are taken again after `emptied`. */
  empty(max: number): { readonly slots: readonly number[]; readonly writes: MergeWrite[] } {
    const slots = this.#stale.splice(0, max);
    return { slots, writes: slots.map((slot) => this.#write(slot, Buffer.alloc(0))) };
  }

  emptied(slots: readonly number[], isDurable: boolean): void {
    if (isDurable) this.#empty.push(...slots);
    else this.#stale.push(...slots);
  }

  /** A sign of life. */
  beat(): MergeWrite {
    this.#counter += 1;
    return {
      key: registerKey(this.incarnation),
      column: registerColumns.beat,
      value: mergedNumber.encode(this.#counter),
    };
  }

  #write(slot: number, content: Uint8Array): MergeWrite {
    this.#counter += 1;
    const value = Buffer.concat([mergedNumber.encode(this.#counter), content]);
    return { key: registerKey(this.incarnation), column: registerColumns.slot(slot), value };
  }
}
