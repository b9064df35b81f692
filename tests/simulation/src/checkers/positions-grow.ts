import type { Device } from '../clients/device.ts';
import type { Evidence } from './evidence.ts';
import { readListEntry } from './read-positions.ts';
import type { StoredEntry } from './stored-log.ts';
import type { Violation } from './violation.ts';

/**
 * I4, looked at again and again: positions and versions only grow, none is beyond the log, and no count of unread messages
 * is negative or above what there is.
 */
export class PositionsGrow {
  readonly #evidence: Evidence;
  readonly #seen = new Map<string, number>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
  }

  check(): Violation[] {
    const violations: Violation[] = [];
    const logs = this.#evidence.logs();
    const userIds = new Set(this.#evidence.devices.map(({ userId }) => userId));
    for (const [conversationId, log] of logs) {
      for (const userId of userIds) violations.push(...this.#checkRow(userId, conversationId, log));
    }
    for (const device of this.#evidence.devices) {
      if (device.isRunning) violations.push(...this.#checkDevice(device, logs));
    }
    return violations;
  }

  #checkRow(userId: string, conversationId: string, log: readonly StoredEntry[]): Violation[] {
    const entry = readListEntry(this.#evidence.tables, userId, conversationId);
    if (entry === undefined) return [];
    const where = `list entry of ${userId}, ${conversationId}`;
    const furthest = Math.max(entry.readIndex, entry.clearedThrough, entry.deleted.at(-1)?.toIndex ?? 0);
    const beyond = furthest > log.length ? [broken(`${where}: read or hid ${furthest} of ${log.length}`)] : [];
    return [
      ...beyond,
      ...this.#grows(`${where}: readIndex`, entry.readIndex),
      ...this.#grows(`${where}: peerReadIndex`, entry.peerReadIndex),
      ...this.#grows(`${where}: changeVersion`, entry.changeVersion),
      ...this.#grows(`${where}: ownIndex`, entry.ownIndex),
      ...this.#grows(`${where}: clearedThrough`, entry.clearedThrough),
      ...this.#grows(`${where}: attributesVersion`, entry.attributesVersion),
    ];
  }

  #checkDevice(device: Device, logs: ReadonlyMap<string, readonly StoredEntry[]>): Violation[] {
    return device.client.conversations({ hidden: true }).flatMap((conversation) => {
      const { conversationId, readIndex, peerReadIndex, headIndex, unread } = conversation;
      // What an app had not stored yet when it was killed, it does not know when it starts again.
      const where = `${device.name}, start ${device.starts}, ${conversationId}`;
      const log = logs.get(conversationId) ?? [];
      // Not exact before healing: a list read between a message's commit and its delivery counts the reader's own newest
      // messages, a removed member's list may not know yet that it ends, and after reading here the count is the server's
      // old one until it has answered.
      const mayCount = log.filter(
        ({ index, added, removed }) => index <= headIndex && added.length + removed.length === 0,
      ).length;
      const isPossible = unread >= 0 && unread <= mayCount;
      return [
        ...(isPossible
          ? []
          : [broken(`${where}: ${unread} unread from ${readIndex} to ${headIndex}, at most ${mayCount} can be`)]),
        ...this.#grows(`${where}: readIndex`, readIndex),
        ...this.#grows(`${where}: peerReadIndex`, peerReadIndex),
        ...this.#grows(`${where}: headIndex`, headIndex),
      ];
    });
  }

  #grows(what: string, value: number): Violation[] {
    const before = this.#seen.get(what) ?? 0;
    this.#seen.set(what, Math.max(before, value));
    return value < before ? [broken(`${what} fell from ${before} to ${value}`)] : [];
  }
}

function broken(details: string): Violation {
  return { invariant: 'I4', details };
}
