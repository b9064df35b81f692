import type { Device } from '../clients/device.ts';
import type { Evidence } from './evidence.ts';
import { visibleSpans } from './membership-spans.ts';
import { readListEntry } from './read-positions.ts';
import type { StoredEntry } from './stored-log.ts';
import type { Violation } from './violation.ts';

/**
 * I4 after healing: every device knows how far its user has read, how far the peer has, and how many messages are unread:
 * those of others after the read position, the user's own newest message, and what it has cleared.
 */
export function checkCountsConverge(evidence: Evidence): Violation[] {
  const violations: Violation[] = [];
  for (const [conversationId, log] of evidence.logs()) {
    for (const device of evidence.devices) {
      if (!device.isOnline) continue;
      const span = visibleSpans(conversationId, device.userId, log).at(-1);
      if (span === undefined) continue;
      const visible = log.slice(span.from - 1, span.to);
      for (const problem of problemsOf(evidence, device, conversationId, visible)) {
        violations.push({ invariant: 'I4', details: `${device.name} ${conversationId}: ${problem}` });
      }
    }
  }
  return violations;
}

function problemsOf(
  evidence: Evidence,
  { client, userId }: Device,
  conversationId: string,
  visible: readonly StoredEntry[],
): string[] {
  const view = client.conversation(conversationId);
  if (view === undefined) return ['not in the list'];
  const {
    readIndex = 0,
    peerReadIndex = 0,
    clearedThrough = 0,
  } = readListEntry(evidence.tables, userId, conversationId) ?? {};
  const problems: string[] = [];
  if (view.readIndex !== readIndex) problems.push(`has read ${view.readIndex}, the server knows ${readIndex}`);
  if (view.peerReadIndex !== peerReadIndex)
    problems.push(`peer has read ${view.peerReadIndex}, stored ${peerReadIndex}`);
  const peerId = view.peerId === '' ? undefined : view.peerId;
  const readByPeer =
    peerId === undefined ? 0 : (readListEntry(evidence.tables, peerId, conversationId)?.readIndex ?? 0);
  if (peerId !== undefined && peerId !== userId && peerReadIndex !== readByPeer) {
    problems.push(`the peer's receipt says ${peerReadIndex}, the peer has read ${readByPeer}`);
  }
  const ownIndex = visible.findLast(({ senderId }) => senderId === userId)?.index ?? 0;
  const unread = visible.filter(
    ({ index, senderId, added, removed }) =>
      index > Math.max(readIndex, ownIndex, clearedThrough) &&
      senderId !== userId &&
      added.length + removed.length === 0,
  ).length;
  if (view.unread !== unread) problems.push(`${view.unread} unread, should be ${unread}`);
  return problems;
}
