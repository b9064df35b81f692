import { nodeIdMax } from '@microchat/core/message-id';
import { isPassing } from '@microchat/partition-writer/writer-errors';
import type { Random, Timers } from '@microchat/ports/time';
import { leaseTimes } from './lease-times.ts';
import type { NodeClaim, NodeClaims } from './node-claims.ts';

export interface Claiming {
  readonly claims: NodeClaims;
  readonly timers: Timers;
  readonly random: Random;
  /** What goes into the claim: no id is given under it after this time. */
  throughMs(): number;
}

/** A claim of ours. */
export interface HeldClaim {
  readonly node: number;
  readonly version: number;
  /** On the monotonic clock, when the commit that holds it was begun. */
  readonly heldAtMs: number;
  /** Earlier owners gave no id after this time. */
  readonly usedThroughMs: number;
}

/** The configured node id belongs to a process that lives. */
export class NodeIdTakenError extends Error {
  override readonly name = 'NodeIdTakenError';

  constructor({ node, address }: NodeClaim) {
    super(
      `node id ${node} is in use${address === '' ? '' : ` by the process at ${address}`}. Every process that runs the ` +
        'message store needs a MICROCHAT_NODE_ID of its own; without one it takes an id that is free',
    );
  }
}

/**
 * Claims this node id: at once if it is free, else when its owner has not renewed it for as long as a lease lasts.
 * @throws NodeIdTakenError its owner lives. KvUnavailableError the store is away for long.
 */
export async function claimGiven(claiming: Claiming, node: number): Promise<HeldClaim> {
  const { claims, timers } = claiming;
  const watch = new ClaimWatch(timers);
  for (;;) {
    const [claim] = await patiently(claiming, () => claims.read([node]));
    if (claim === undefined) throw new Error('a node id was read without an answer');
    const verdict = claim.owner === claims.owner ? 'free' : watch.look(claim);
    if (verdict === 'alive') throw new NodeIdTakenError(claim);
    const held = verdict === 'free' ? await tryHold(claiming, claim) : undefined;
    if (held !== undefined) return held;
    await pause(timers, leaseTimes.lookEveryMs);
  }
}

/**
 * Claims any node id that is free, else one whose owner has died without giving it back.
 * @throws Error all are in use. KvUnavailableError the store is away for long.
 */
export async function claimAny(claiming: Claiming): Promise<HeldClaim> {
  const { claims, timers, random } = claiming;
  const all = Array.from({ length: nodeIdMax + 1 }, (_, node) => node);
  const before = await patiently(claiming, () => claims.read(all));
  const free = before.filter(({ owner }) => owner === '');
  // Processes that start together shall not all want the same one.
  const offset = Math.floor(random.next() * free.length);
  for (const claim of [...free.slice(offset), ...free.slice(0, offset)]) {
    const held = await tryHold(claiming, claim);
    if (held !== undefined) return held;
  }
  await pause(timers, leaseTimes.takeOverAfterMs);
  const after = await patiently(claiming, () => claims.read(all));
  for (const claim of after.filter(({ node, version }) => before[node]?.version === version)) {
    const held = await tryHold(claiming, claim);
    if (held !== undefined) return held;
  }
  throw new Error(`all ${all.length} node ids are in use by processes that live`);
}

/** Undefined: somebody else was faster, or nobody knows. */
async function tryHold(claiming: Claiming, claim: NodeClaim): Promise<HeldClaim | undefined> {
  const { claims, timers } = claiming;
  const heldAtMs = timers.monotonicMs();
  try {
    const version = await claims.hold(claim.node, claim.version, Math.max(claim.throughMs, claiming.throughMs()));
    return version === undefined ? undefined : { node: claim.node, version, heldAtMs, usedThroughMs: claim.throughMs };
  } catch (error) {
    if (isPassing(error)) return undefined;
    throw error;
  }
}

/** Tells by its renewals whether the owner of a claim lives. Needs no common clock: it watches for longer than a lease. */
class ClaimWatch {
  readonly #timers: Timers;
  #first: { readonly version: number; readonly seenAtMs: number } | undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  look({ owner, version }: NodeClaim): 'free' | 'alive' | 'unknown' {
    if (owner === '') return 'free';
    const nowMs = this.#timers.monotonicMs();
    this.#first ??= { version, seenAtMs: nowMs };
    if (version !== this.#first.version) return 'alive';
    return nowMs - this.#first.seenAtMs >= leaseTimes.takeOverAfterMs ? 'free' : 'unknown';
  }
}

/** Repeats a read while the store is away, for a while. */
async function patiently<Value>({ timers }: Claiming, read: () => Promise<Value>): Promise<Value> {
  const giveUpAtMs = timers.monotonicMs() + leaseTimes.storeAwayMsMax;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!isPassing(error) || timers.monotonicMs() >= giveUpAtMs) throw error;
      await pause(timers, leaseTimes.lookEveryMs);
    }
  }
}

function pause(timers: Timers, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(delayMs, resolve);
  });
}
