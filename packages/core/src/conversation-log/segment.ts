import { emptyHead, type LogHead } from './log-head.ts';

/** What is remembered of an entry, so that a repeated request gets the first one's answer. */
export interface SentRecord {
  readonly index: number;
  readonly messageId: bigint;
  readonly previousMessageId: bigint;
  readonly count: number;
  /** Of the content in canonical form. */
  readonly digest: string;
}

/** The head row of a segment: all that a writer must know to append, except the sent records. */
export interface SegmentHead {
  /** Segments of a conversation are numbered from 1 without gaps; `number + 1` is the link to the next. */
  readonly number: number;
  /** Index of its first entry. */
  readonly firstIndex: number;
  readonly head: LogHead;
  /** Bytes of its entries. */
  readonly bytes: number;
  /** No entry is ever added; the next segment goes on. */
  readonly isClosed: boolean;
}

export interface SegmentLimits {
  readonly entriesMax: number;
  readonly bytesMax: number;
}

/** The head of the segment with which a conversation begins. */
export const firstSegment: SegmentHead = { number: 1, firstIndex: 1, head: emptyHead, bytes: 0, isClosed: false };

export function entriesIn(segment: SegmentHead): number {
  return segment.head.index - segment.firstIndex + 1;
}

/** A full segment is closed before the next entry. One entry always fits, however large. */
export function isFull(segment: SegmentHead, limits: SegmentLimits): boolean {
  return entriesIn(segment) >= limits.entriesMax || (segment.bytes > 0 && segment.bytes >= limits.bytesMax);
}

/** Only after all its sent records have been copied to where the next segments look for them. */
export function closeSegment(segment: SegmentHead): SegmentHead {
  if (segment.isClosed) throw new Error(`segment ${segment.number} is closed already`);
  return { ...segment, isClosed: true };
}

/** The head with which the next segment begins: index, chain, count and membership go on where `closed` ended. */
export function successorOf(closed: SegmentHead): SegmentHead {
  if (!closed.isClosed) throw new Error(`segment ${closed.number} is open`);
  return {
    number: closed.number + 1,
    firstIndex: closed.head.index + 1,
    head: closed.head,
    bytes: 0,
    isClosed: false,
  };
}
