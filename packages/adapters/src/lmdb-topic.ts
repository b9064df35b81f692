import { OffsetWindow } from '@microchat/engine-kit/offset-window';
import { partitionOfKey } from '@microchat/engine-kit/partition-of-key';

/** Rows of `meta` that define topics: this and the name. */
export const topicPrefix = 'topic\0';

/** A topic of the embedded log. Offsets are given out in memory: this process is the only writer. */
export class LmdbTopic {
  readonly name: string;
  /** Stands for the name in keys. */
  readonly id: number;
  /** Given out and settled offsets per partition. */
  readonly windows: readonly OffsetWindow[];
  readonly listeners = new Set<() => void>();
  /** Its definition is durable. */
  stored: boolean;

  constructor(definition: { name: string; id: number; nextOffsets: readonly number[]; stored: boolean }) {
    this.name = definition.name;
    this.id = definition.id;
    this.windows = definition.nextOffsets.map((next) => new OffsetWindow(next));
    this.stored = definition.stored;
  }

  get partitionCount(): number {
    return this.windows.length;
  }

  partitionOf(key: string): number {
    return partitionOfKey(key, this.windows.length);
  }

  /** @throws RangeError */
  window(partition: number): OffsetWindow {
    const window = this.windows[partition];
    if (window === undefined) throw new RangeError(`topic ${this.name} has no partition ${partition}`);
    return window;
  }
}

/** Number of the topic (2 bytes), number of its partitions (2). */
export function topicRow(topic: LmdbTopic): { key: Buffer; value: Buffer } {
  const value = Buffer.alloc(4);
  value.writeUInt16BE(topic.id, 0);
  value.writeUInt16BE(topic.partitionCount, 2);
  return { key: Buffer.from(topicPrefix + topic.name, 'latin1'), value };
}

export function decodeTopic(value: Buffer): { id: number; partitionCount: number } {
  return { id: value.readUInt16BE(0), partitionCount: value.readUInt16BE(2) };
}
