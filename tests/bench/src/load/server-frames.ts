import type { Encoding } from '@microchat/protocol/encodings';

const quote = 0x22;
const welcomeTag = 0x12;
const notifyTag = 0x22;
const idTag = 0x08;
/** Stands once in every message of a notify. */
const messageMarker = Buffer.from('"clientMessageId"');

export type FrameKind = 'notify' | 'answer' | 'other';

/**
 * What a server's frame is, from its first bytes: `{"id":0,"notify"` or the tag of `notify`, which has no id before it.
 * `answer` is whatever has an id.
 */
export function frameKind(encoding: Encoding, data: Buffer, start: number): FrameKind {
  if (encoding === 'proto') {
    if (data[start] === notifyTag) return 'notify';
    return data[start] === idTag ? 'answer' : 'other';
  }
  if (data[start + 6] !== 0x30) return 'answer';
  return data[start + 8] === quote && data[start + 9] === 0x6e ? 'notify' : 'other';
}

/** Whether the answer to a hello with the id 1 is its welcome. */
export function isWelcome(encoding: Encoding, data: Buffer, start: number): boolean {
  return encoding === 'proto'
    ? data[start + 2] === welcomeTag
    : data.toString('latin1', start + 8, start + 17) === '"welcome"';
}

/** How many messages a notify has. */
export function messagesIn(encoding: Encoding, data: Buffer, start: number, end: number): number {
  return encoding === 'json' ? markersIn(data, start, end) : protoMessagesIn(data, start, end);
}

function markersIn(data: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = data.indexOf(messageMarker, start); at !== -1 && at < end; ) {
    count += 1;
    at = data.indexOf(messageMarker, at + messageMarker.length);
  }
  return count;
}

/** Messages are field 1 of the notify. Skips over their bytes. */
function protoMessagesIn(data: Buffer, start: number, end: number): number {
  let count = 0;
  let at = skipVarint(data, start + 1);
  while (at < end) {
    if (data[at] === 0x0a) count += 1;
    const lengthAt = at + 1;
    at = skipVarint(data, lengthAt) + varintAt(data, lengthAt);
  }
  return count;
}

function varintAt(data: Buffer, at: number): number {
  let value = 0;
  for (let place = at, shift = 1; ; place += 1, shift *= 128) {
    const byte = data[place] ?? 0;
    value += (byte & 0x7f) * shift;
    if (byte < 0x80) return value;
  }
}

function skipVarint(data: Buffer, at: number): number {
  let next = at;
  while ((data[next] ?? 0) >= 0x80) next += 1;
  return next + 1;
}
