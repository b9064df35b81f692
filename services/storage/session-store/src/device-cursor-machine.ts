import { groupConversationId, parseConversationId, peerOf, singleConversationId } from '@microchat/core/ids';
import type { PartitionMachine } from '@microchat/partition-writer/partition-machine';
import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { PartitionRead } from '@microchat/ports/kv-store';
import type { DeviceCursorPosition } from '@microchat/proto/microchat/storage/v1/DeviceCursorPosition';
import { type DeviceCursor, type DevicePosition, growCursor } from './domain/device-cursor.ts';
import { deviceCursorRow } from './rows.ts';

export interface DeviceCursorState {
  readonly userId: string;
  readonly cursor: DeviceCursor;
}

/** The writers of all devices, by device key. */
export type DeviceCursorWriters = PartitionWriters<DeviceCursorState, readonly DevicePosition[], DeviceCursor>;

/** Decides on the positions that one device has saved. The answer is the whole cursor. */
export const deviceCursorMachine: PartitionMachine<DeviceCursorState, readonly DevicePosition[], DeviceCursor> = {
  load: (read, partition) => {
    const userId = partition.slice(0, partition.indexOf('~'));
    return { userId, cursor: decodeDeviceCursor(userId, read) };
  },
  decide: ({ userId, cursor: before }, requests) => {
    const cursor = requests.reduce((grown, positions) => growCursor(userId, grown, positions), before);
    return {
      state: { userId, cursor },
      replies: requests.map(() => cursor),
      ...(cursor === before ? {} : { head: deviceCursorRow.encode({ positions: positionsOf(userId, cursor) }) }),
    };
  },
  // One row takes whatever is saved, and the cursor bounds its size.
  cost: (positions) => ({ rows: 0, bytes: positions.length }),
  weigh: ({ cursor }) => 1 + cursor.size,
};

/** The cursor in a device's partition, empty if it is absent. */
export function decodeDeviceCursor(userId: string, { version, head }: PartitionRead): DeviceCursor {
  if (version === 0) return new Map();
  const { positions } = deviceCursorRow.decode(head);
  return new Map(
    positions.map(({ conversation, peerId = '', groupId = '', index }) => [
      conversation === 'groupId' ? groupConversationId(groupId) : singleConversationId(userId, peerId),
      index,
    ]),
  );
}

function positionsOf(userId: string, cursor: DeviceCursor): DeviceCursorPosition[] {
  return [...cursor].map(([conversationId, index]) => {
    const conversation = parseConversationId(conversationId);
    if (conversation?.type === 'GROUP') return { groupId: conversation.groupId, index };
    const peerId = conversation && peerOf(conversation, userId);
    if (peerId === undefined) throw new Error('a device has no position in a foreign chat');
    return { peerId, index };
  });
}
