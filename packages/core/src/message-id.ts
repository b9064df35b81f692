/**
 * Message ids: `ms | sequence | node`, 42 + 12 + 9 bits, so below 2^63. Milliseconds since 1970 (enough until the year 2109) and
 * sequence together are the tick; when one millisecond has no sequence left the tick carries into the next one. The
 * node comes last, so that ids of different nodes are ordered by tick.
 *
 * In memory a bigint; outside (wire, JSON) a decimal string, because a JSON number cannot hold it.
 */
const sequenceBits = 12n;
const nodeBits = 9n;
const tickLimit = 1n << (42n + sequenceBits);

/** Nodes are numbered from 0 to this. Processes that append at the same time have different numbers. */
export const nodeIdMax = 511;

/** "No message". */
export const noMessageId = 0n;

export function isNodeId(node: number): boolean {
  return Number.isInteger(node) && node >= 0 && node <= nodeIdMax;
}

/**
 * The smallest id of `node` that is above `previousId` in its conversation, above `lastTick`, the last that this node
 * gave to any conversation, and not before `nowMs`: it increases whatever the clock does.
 * @throws RangeError after the year 2109.
 */
export function nextMessageId(previousId: bigint, lastTick: bigint, nowMs: number, node: number): bigint {
  let tick = BigInt(Math.max(0, Math.floor(nowMs))) << sequenceBits;
  const afterPrevious = tickOf(previousId) + 1n;
  if (afterPrevious > tick) tick = afterPrevious;
  if (lastTick >= tick) tick = lastTick + 1n;
  if (tick >= tickLimit) throw new RangeError('message ids are used up');
  return (tick << nodeBits) | BigInt(node);
}

/** Milliseconds and sequence of an id. */
export function tickOf(messageId: bigint): bigint {
  return messageId >> nodeBits;
}

/** The last tick of a millisecond. */
export function tickAtEndOf(timeMs: number): bigint {
  return (BigInt(timeMs + 1) << sequenceBits) - 1n;
}

/** The millisecond of a tick. */
export function tickTimeMs(tick: bigint): number {
  return Number(tick >> sequenceBits);
}

/** When the id was given, as far as the clock was right. */
export function messageTimeMs(messageId: bigint): number {
  return tickTimeMs(tickOf(messageId));
}
