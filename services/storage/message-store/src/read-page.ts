import type { SegmentHead } from '@microchat/core/conversation-log/segment';
import type { KvStore } from '@microchat/ports/kv-store';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { readSegmentHead } from './load-segment.ts';
import { entryColumns, entryRow, rootColumns, rootKey, segmentKey, segmentNumber } from './rows.ts';

/** A page ends after the entry with which its content reaches this. */
const pageBytesMax = 1024 * 1024;
/** Entries asked for at once: at 16 KiB each these are not much more than a page. */
const scanLimit = 64;

/** Indexes from `from` to `to`, both included. */
export interface IndexSpan {
  readonly from: number;
  readonly to: number;
}

/** Entries of a span, newest first, across segments: at most `limit` and about 1 MiB, at least one if there is one. */
export async function readEntries(
  kv: KvStore,
  conversationId: string,
  newest: SegmentHead,
  span: IndexSpan,
  limit: number,
): Promise<LogEntry__Output[]> {
  const page = new EntryPage(limit);
  let upper = Math.min(span.to, newest.head.index);
  let segment = upper >= span.from ? await segmentWith(kv, conversationId, newest, upper) : newest;
  while (upper >= span.from && !page.isFull) {
    const lower = Math.max(span.from, segment.firstIndex);
    await readFromSegment(kv, conversationId, segment.number, { from: lower, to: upper }, page);
    upper = segment.firstIndex - 1;
    if (upper >= span.from && !page.isFull) segment = await closedSegment(kv, conversationId, segment.number - 1);
  }
  return page.entries;
}

class EntryPage {
  readonly entries: LogEntry__Output[] = [];
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get room(): number {
    return this.#limit - this.entries.length;
  }

  get isFull(): boolean {
    return this.room <= 0 || this.#bytes >= pageBytesMax;
  }

  add(entry: LogEntry__Output): void {
    this.entries.push(entry);
    this.#bytes += entry.content.byteLength;
  }
}

async function readFromSegment(
  kv: KvStore,
  conversationId: string,
  number: number,
  { from, to }: IndexSpan,
  page: EntryPage,
): Promise<void> {
  let upper = to;
  while (upper >= from && !page.isFull) {
    const rows = await kv.scan(segmentKey(conversationId, number), {
      from: entryColumns.of(from),
      to: entryColumns.of(upper + 1),
      reverse: true,
      limit: Math.min(scanLimit, page.room),
    });
    if (rows.length === 0) throw new Error(`segment ${number} lacks entries up to ${upper}`);
    for (const { value } of rows) {
      if (page.isFull) return;
      page.add(entryRow.decode(value));
    }
    upper -= rows.length;
  }
}

/** The segment that holds an index: the newest, or from the nearest one that the root knows over the links. */
async function segmentWith(
  kv: KvStore,
  conversationId: string,
  newest: SegmentHead,
  index: number,
): Promise<SegmentHead> {
  if (index >= newest.firstIndex) return newest;
  const [hint] = await kv.scan(rootKey(conversationId), {
    from: rootColumns.from,
    to: rootColumns.at(index + 1),
    reverse: true,
    limit: 1,
  });
  let number = hint === undefined ? 1 : segmentNumber.decode(hint.value);
  for (; number < newest.number; number += 1) {
    const segment = await closedSegment(kv, conversationId, number);
    if (index <= segment.head.index) return segment;
  }
  return newest;
}

async function closedSegment(kv: KvStore, conversationId: string, number: number): Promise<SegmentHead> {
  const segment = await readSegmentHead(kv, conversationId, number);
  if (segment === undefined) throw new Error(`segment ${number} is missing`);
  return segment;
}
