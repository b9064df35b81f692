import { groupConversationId } from '@microchat/core/ids';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { type MembershipChange, membershipChangeOf } from './membership-change.ts';
import { messageFrames } from '../outbound/notify-frames.ts';
import type { OutboundFrame } from '../outbound/outbound-frame.ts';
import type { Receiver } from './receiver.ts';

export type ConnectionsOf = (userId: string) => Iterable<Receiver>;

/** What became of pushed entries. */
export type Taken = 'applied' | 'duplicate' | 'gap';

/**
 * The connections of one group on this worker, changed only by the membership entries of the group's log.
 *
 * Each connection has the index from which on it may see entries. That makes applying an entry harmless when the
 * connection's membership is already newer: an old removal does not touch a later membership, and what lies before the
 * membership is not delivered.
 *
 * `applied` is the newest entry that went through the table; `known` is how far the first connections were told by
 * their welcome when nothing had gone through yet. Entries up to `applied` are dropped. The first entry to go through may
 * be any up to the one after `known` (a membership change may be newer than the list that the welcome was made of, and a
 * replay of the log may push an old one); from then on every entry goes through, one after the other. A jump is a gap, which
 * is filled in order, because a removal may lie in it: that of a user whom an old joining entry has just added again.
 */
export class GroupTable {
  readonly groupId: string;
  readonly #conversationId: string;
  readonly #visibleFrom = new Map<Receiver, number>();
  #applied = 0;
  #known: number | undefined;
  #firstApplied = 0;
  #seen = 0;
  /** A fill is under way, to the newest pushed entry or to the end of the log; it reads whatever is pushed meanwhile. */
  filling: 'no' | 'toSeen' | 'toEnd' = 'no';

  constructor(groupId: string) {
    this.groupId = groupId;
    this.#conversationId = groupConversationId(groupId);
  }

  /** Connections that get the group's frames. */
  get receivers(): Iterable<Receiver> {
    return this.#visibleFrom.keys();
  }

  get isEmpty(): boolean {
    return this.#visibleFrom.size === 0;
  }

  /** Where the table stands: what was applied last, or what the first welcome told as long as nothing was. */
  get reached(): number {
    return this.#applied > 0 ? this.#applied : (this.#known ?? 0);
  }

  /** The newest entry that was pushed. */
  get seen(): number {
    return this.#seen;
  }

  /** Entries beyond `reached` are known to exist. */
  get lags(): boolean {
    return this.#seen > this.reached;
  }

  /** The first entry that this connection may see; 0 if that is not known yet, undefined if it is not in the table. */
  visibleFrom(receiver: Receiver): number | undefined {
    return this.#visibleFrom.get(receiver);
  }

  /** Adds a connection, or makes its membership as new as this one. `fromIndex` 0: not known yet. */
  join(receiver: Receiver, fromIndex: number): void {
    this.#visibleFrom.set(receiver, Math.max(fromIndex, this.#visibleFrom.get(receiver) ?? 0));
    receiver.groups.add(this.groupId);
  }

  leave(receiver: Receiver): void {
    this.#visibleFrom.delete(receiver);
    receiver.groups.delete(this.groupId);
  }

  /** A welcome told the group's head to one of the connections. True if a fill is needed. */
  welcomed(headIndex: number): boolean {
    if (this.#applied === 0) {
      this.#known = Math.min(headIndex, this.#known ?? headIndex);
      return this.lags;
    }
    if (this.#known !== undefined || headIndex >= this.#firstApplied - 1) return false;
    // The first push came before the first welcome, and there is a gap between what the two knew.
    this.#known = headIndex;
    this.#applied = headIndex;
    return true;
  }

  /** Takes pushed entries, ascending and dense. On a gap nothing is applied: read from `reached` on and `apply`. */
  take(entries: readonly LogEntry__Output[], connectionsOf: ConnectionsOf): Taken {
    const fresh = entries.filter(({ index }) => index > this.#applied);
    const first = fresh[0];
    if (first === undefined) return 'duplicate';
    this.#seen = Math.max(this.#seen, fresh.at(-1)?.index ?? 0);
    const undetectable = this.#applied === 0 && this.#known === undefined;
    if (this.filling !== 'no' || (!undetectable && first.index > this.reached + 1)) return 'gap';
    this.apply(fresh, connectionsOf);
    return 'applied';
  }

  /** Applies entries, ascending, beyond those applied before: delivers them and follows the membership changes. */
  apply(entries: readonly LogEntry__Output[], connectionsOf: ConnectionsOf): void {
    const ordinary: LogEntry__Output[] = [];
    const deliverOrdinary = () => this.#deliver(messageFrames(this.#conversationId, ordinary.splice(0)));
    for (const entry of entries) {
      const change = membershipChangeOf(entry);
      if (change === undefined) ordinary.push(entry);
      else {
        deliverOrdinary();
        this.#applyChange(entry, change, connectionsOf);
      }
      if (this.#firstApplied === 0) this.#firstApplied = entry.index;
      this.#applied = Math.max(this.#applied, entry.index);
    }
    deliverOrdinary();
  }

  /** Whoever is added or removed gets the entry that says so. */
  #applyChange(entry: LogEntry__Output, change: MembershipChange, connectionsOf: ConnectionsOf): void {
    for (const userId of change.addedUserIds) {
      for (const connection of connectionsOf(userId)) {
        if (!this.#visibleFrom.get(connection)) this.join(connection, entry.index);
      }
    }
    this.#deliver(messageFrames(this.#conversationId, [entry]));
    for (const userId of change.removedUserIds) {
      for (const connection of connectionsOf(userId)) {
        const from = this.#visibleFrom.get(connection);
        connection.removedFrom(this.groupId, entry.index, from);
        if (from !== undefined && from <= entry.index) this.leave(connection);
      }
    }
  }

  // Frames are cut at membership entries and memberships begin at one, so no frame lies across a beginning.
  #deliver(frames: readonly OutboundFrame[]): void {
    for (const frame of frames) {
      const firstIndex = frame.range?.fromIndex ?? 0;
      for (const [receiver, from] of this.#visibleFrom) if (from <= firstIndex) receiver.offer(frame);
    }
  }
}
