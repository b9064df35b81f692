import { firstSegment, type SegmentHead, successorOf } from '@microchat/core/conversation-log/segment';
import { relocate } from '@microchat/partition-writer/partition-machine';
import type { KvStore, PartitionRead } from '@microchat/ports/kv-store';
import { type ConversationState, stateOf } from './conversation-state.ts';
import { parseSegmentPartition, rootColumns, rootKey, segmentHeadRow, segmentKey, segmentNumber } from './rows.ts';
import type { SegmentHints } from './segment-hints.ts';

/** The segment that a conversation ends with as far as its root knows; 1 if it has no root yet. */
export async function newestInRoot(kv: KvStore, conversationId: string): Promise<number> {
  const [last] = (await kv.read(rootKey(conversationId), [rootColumns.last])).values;
  return last === undefined ? 1 : segmentNumber.decode(last);
}

/**
 * The state for appending to a segment. An absent one is the successor of a closed one that nobody has written to yet: it
 * begins where that one ended, and the first commit creates it. So a crash between closing and creating leaves nothing to
 * repair.
 */
export function loadSegment(
  kv: KvStore,
  hints: SegmentHints,
  read: PartitionRead,
  partition: string,
): ConversationState | typeof relocate | Promise<ConversationState | typeof relocate> {
  const { conversationId, number } = parseSegmentPartition(partition);
  if (read.version === 0) {
    return number === 1 ? stateOf(conversationId, firstSegment, true) : loadSuccessor(kv, conversationId, number);
  }
  const segment = segmentHeadRow.decode(read.head);
  hints.set(conversationId, segment.isClosed ? number + 1 : number);
  return segment.isClosed ? relocate : stateOf(conversationId, segment, false);
}

/** Nobody names a segment before its predecessor is closed; `successorOf` insists on it. */
async function loadSuccessor(kv: KvStore, conversationId: string, number: number): Promise<ConversationState> {
  const predecessor = await readSegmentHead(kv, conversationId, number - 1);
  if (predecessor === undefined) throw new Error(`segment ${number - 1} is missing`);
  return stateOf(conversationId, successorOf(predecessor), true);
}

/** Undefined if the segment does not exist. */
export async function readSegmentHead(
  kv: KvStore,
  conversationId: string,
  number: number,
): Promise<SegmentHead | undefined> {
  const read = await kv.read(segmentKey(conversationId, number));
  return read.version === 0 ? undefined : segmentHeadRow.decode(read.head);
}
