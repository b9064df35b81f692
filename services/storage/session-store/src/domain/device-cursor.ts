/** What a device has stored: conversation id -> index, in the order in which the positions last grew, oldest first. */
export type DeviceCursor = ReadonlyMap<string, number>;

export interface DevicePosition {
  readonly conversationId: string;
  readonly index: number;
}

export const deviceCursorLimits = {
  conversationsMax: 1_000,
  /** All positions of a device are one row, which has to fit one commit. */
  rowBytesMax: 36 * 1024,
} as const;

/** Encoded size of a position beside its name: tags, lengths and the index. */
const positionOverheadBytes = 10;

/**
 * The larger index of each conversation; the same cursor when nothing grew. Past the limits the positions that were
 * saved longest ago are dropped: a dropped position costs the device a wake-up for what it already has, no message.
 */
export function growCursor(userId: string, cursor: DeviceCursor, positions: readonly DevicePosition[]): DeviceCursor {
  const grown = new Map(cursor);
  let hasGrown = false;
  for (const { conversationId, index } of positions) {
    if (index <= (grown.get(conversationId) ?? 0)) continue;
    grown.delete(conversationId);
    grown.set(conversationId, index);
    hasGrown = true;
  }
  return hasGrown ? withinLimits(userId, grown) : cursor;
}

function withinLimits(userId: string, cursor: Map<string, number>): DeviceCursor {
  let bytes = 0;
  for (const conversationId of cursor.keys()) bytes += positionBytes(userId, conversationId);
  for (const conversationId of cursor.keys()) {
    if (cursor.size <= deviceCursorLimits.conversationsMax && bytes <= deviceCursorLimits.rowBytesMax) break;
    cursor.delete(conversationId);
    bytes -= positionBytes(userId, conversationId);
  }
  return cursor;
}

/** The row names a single chat by its peer and a group by its id, so a long user id does not cost a thousand times. */
function positionBytes(userId: string, conversationId: string): number {
  const knownCharacters = conversationId.startsWith('s~') ? userId.length + 's~~'.length : 'g~'.length;
  return conversationId.length - knownCharacters + positionOverheadBytes;
}
