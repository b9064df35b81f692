import type { Position } from '../protocol/frames.ts';

/** Counts the notify frames of one connection: what came, what the store holds, what the server was told. */
export interface AckCounter {
  /** Grows with every connection, so that a late save of an earlier one counts for nothing. */
  readonly connection: number;
  readonly received: number;
  readonly stored: number;
  readonly acked: number;
  /** Conversations whose holes were filled by pulls: stored through this index. */
  readonly positions: ReadonlyMap<string, number>;
}

/** Positions kept for the next ack; past it the oldest is left out (an ack's positions are optional). */
const positionsMax = 500;

export function newAckCounter(connection: number): AckCounter {
  return { connection, received: 0, stored: 0, acked: 0, positions: new Map() };
}

export function countReceived(counter: AckCounter): AckCounter {
  return { ...counter, received: counter.received + 1 };
}

export function countStored(counter: AckCounter, connection: number, frames: number): AckCounter {
  return connection === counter.connection ? { ...counter, stored: counter.stored + frames } : counter;
}

export function addPosition(counter: AckCounter, position: Position): AckCounter {
  const positions = new Map(counter.positions);
  positions.delete(position.conversationId);
  positions.set(position.conversationId, position.index);
  if (positions.size > positionsMax) {
    const oldest = positions.keys().next();
    if (oldest.done !== true) positions.delete(oldest.value);
  }
  return { ...counter, positions };
}

/** Frames stored but not acknowledged yet. */
export function unacked(counter: AckCounter): number {
  return counter.stored - counter.acked;
}

export function hasAck(counter: AckCounter): boolean {
  return unacked(counter) > 0 || counter.positions.size > 0;
}

export function takeAck(counter: AckCounter): {
  readonly counter: AckCounter;
  readonly received: number;
  readonly positions: readonly Position[];
} {
  const positions = [...counter.positions].map(([conversationId, index]) => ({ conversationId, index }));
  return {
    counter: { ...counter, acked: counter.stored, positions: new Map() },
    received: counter.stored,
    positions,
  };
}
