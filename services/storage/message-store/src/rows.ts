import type { SegmentHead, SentRecord } from '@microchat/core/conversation-log/segment';
import type { PartitionKey } from '@microchat/ports/kv-store';
import { messageCodec } from '@microchat/proto/message-codec';
import type { LogEntry, LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { MessageAppended, MessageAppended__Output } from '@microchat/proto/microchat/storage/v1/MessageAppended';
import type { SegmentHead as HeadRow, SegmentHead__Output } from '@microchat/proto/microchat/storage/v1/SegmentHead';
import type { SentRow, SentRow__Output } from '@microchat/proto/microchat/storage/v1/SentRow';

/**
 * Table `segments`, one partition a segment of a conversation: the head is a SegmentHead; `e/<index>` holds a LogEntry,
 * `d/<sentKey>` a SentRow. Written by the partition writer only.
 */
export const segmentsTable = 'segments';

export function segmentPartition(conversationId: string, number: number): string {
  return `${conversationId}/${number}`;
}

export function segmentKey(conversationId: string, number: number): PartitionKey {
  return { table: segmentsTable, partition: segmentPartition(conversationId, number) };
}

/** The inverse of `segmentPartition`; conversation ids contain no slash. */
export function parseSegmentPartition(partition: string): { conversationId: string; number: number } {
  const slash = partition.lastIndexOf('/');
  return { conversationId: partition.slice(0, slash), number: Number(partition.slice(slash + 1)) };
}

export const entryColumns = { of: (index: number): string => `e/${sortable(index)}` } as const;

export const sentColumns = {
  of: (sentKey: string): string => `d/${sentKey}`,
  from: 'd/',
  /** The byte after `/`. */
  to: 'd0',
  sentKeyOf: (column: string): string => column.slice('d/'.length),
} as const;

/**
 * Table `sent`, merge-only: the de-duplication rows of closed segments, one partition a conversation and sender.
 * A sent key is `<sender>/<hash of the clientMessageId>`; user ids contain no slash.
 */
export function sentCopy(conversationId: string, sentKey: string): { key: PartitionKey; column: string } {
  const slash = sentKey.indexOf('/');
  return {
    key: { table: 'sent', partition: `${conversationId}/${sentKey.slice(0, slash)}` },
    column: sentKey.slice(slash + 1),
  };
}

/**
 * Table `roots`, merge-only, one partition a conversation: `last` is the number of a segment that all earlier ones are
 * closed before, `i/<first index>` the number of the segment that begins there. A hint: it may lack the newest ones.
 */
export function rootKey(conversationId: string): PartitionKey {
  return { table: 'roots', partition: conversationId };
}

export const rootColumns = {
  last: 'last',
  at: (firstIndex: number): string => `i/${sortable(firstIndex)}`,
  from: 'i/',
} as const;

/** Fixed width, so that the larger number wins a merge. */
export const segmentNumber = {
  encode: (number: number): Uint8Array => Buffer.from(sortable(number)),
  decode: (value: Uint8Array): number => Number.parseInt(Buffer.from(value).toString(), 16),
} as const;

function sortable(number: number): string {
  return number.toString(16).padStart(8, '0');
}

const logProto = 'microchat/storage/v1/log.proto';
const segmentProto = 'microchat/storage/v1/segment.proto';

export const entryRow = messageCodec<LogEntry, LogEntry__Output>(logProto, 'microchat.storage.v1.LogEntry');

export const appendedEvent = messageCodec<MessageAppended, MessageAppended__Output>(
  logProto,
  'microchat.storage.v1.MessageAppended',
);

const headCodec = messageCodec<HeadRow, SegmentHead__Output>(segmentProto, 'microchat.storage.v1.SegmentHead');

export const segmentHeadRow = {
  encode({ number, firstIndex, head, bytes, isClosed }: SegmentHead): Uint8Array {
    return headCodec.encode({
      number,
      firstIndex,
      head: { ...head, messageId: `${head.messageId}`, previousMessageId: `${head.previousMessageId}` },
      bytes,
      closed: isClosed,
    });
  },
  decode(row: Uint8Array): SegmentHead {
    const { number, firstIndex, head, bytes, closed } = headCodec.decode(row);
    if (head === null) throw new Error(`segment ${number} has no head`);
    const { index, messageId, previousMessageId, count, membershipVersion } = head;
    return {
      number,
      firstIndex,
      head: {
        index,
        messageId: BigInt(messageId),
        previousMessageId: BigInt(previousMessageId),
        count,
        membershipVersion,
      },
      bytes: Number(bytes),
      isClosed: closed,
    };
  },
} as const;

const sentCodec = messageCodec<SentRow, SentRow__Output>(segmentProto, 'microchat.storage.v1.SentRow');

export const sentRow = {
  encode({ index, messageId, previousMessageId, count, digest }: SentRecord): Uint8Array {
    return sentCodec.encode({
      index,
      messageId: `${messageId}`,
      previousMessageId: `${previousMessageId}`,
      count,
      digest: Buffer.from(digest, 'base64url'),
    });
  },
  decode(row: Uint8Array): SentRecord {
    const { index, messageId, previousMessageId, count, digest } = sentCodec.decode(row);
    return {
      index,
      messageId: BigInt(messageId),
      previousMessageId: BigInt(previousMessageId),
      count,
      digest: digest.toString('base64url'),
    };
  },
} as const;
