import { ServiceError } from '@microchat/core/service-error';

/** A node id in use. */
export interface NodeTicks {
  readonly node: number;
  /** The last tick that was given under this node id, by this process or an earlier owner: later ones are above it. */
  lastTick: bigint;
}

/** The number in the ids of the messages that this process stores, which no other process uses at the same time. */
export interface NodeIdentity {
  /** @throws ServiceError UNAVAILABLE/NODE_ID_LOST the number may belong to another process by now. */
  current(): NodeTicks;
}

/** Of a process that has the store to itself. */
export function ownNode(node: number): NodeIdentity {
  const ticks = { node, lastTick: 0n };
  return { current: () => ticks };
}

export function nodeIdLost(): ServiceError {
  return new ServiceError('UNAVAILABLE', {
    reason: 'NODE_ID_LOST',
    message: 'this instance has no node id to make message ids with at the moment',
    retryAfterMs: 500,
  });
}
