import type { Evidence } from './evidence.ts';
import type { Acknowledgement, Attempt } from './history.ts';
import type { StoredEntry } from './stored-log.ts';
import type { Violation } from './violation.ts';

/** I1: what was acknowledged is in the log, as acknowledged; whatever was sent is there at most once. */
export function checkAcknowledgedIsStored(evidence: Evidence): Violation[] {
  const violations: Violation[] = [];
  const logs = evidence.logs();
  for (const acknowledged of evidence.history.acknowledged) {
    violations.push(...checkAcknowledgement(acknowledged, logs.get(acknowledged.conversationId) ?? []));
  }
  const bySender = new Map<string, number>();
  for (const [conversationId, log] of logs) {
    for (const { senderId, clientMessageId } of log) {
      const name = `${conversationId} ${senderId} ${clientMessageId}`;
      bySender.set(name, (bySender.get(name) ?? 0) + 1);
    }
  }
  for (const [name, count] of bySender) {
    if (count > 1) violations.push({ invariant: 'I1', details: `stored ${count} times: ${name}` });
  }
  violations.push(...checkBodies(evidence.history.attempts, logs));
  return violations;
}

/** To be asked in the moment of the answer, too: a store that is to follow later is no store. */
export function checkAcknowledgement(acknowledged: Acknowledgement, log: readonly StoredEntry[]): Violation[] {
  const { conversationId, index, messageId, senderId, clientMessageId, body } = acknowledged;
  const entry = log[index - 1];
  const isThere =
    entry?.index === index &&
    `${entry.messageId}` === messageId &&
    entry.senderId === senderId &&
    entry.clientMessageId === clientMessageId &&
    entry.body === body;
  if (isThere) return [];
  const found = entry === undefined ? 'nothing' : `${entry.senderId} ${entry.clientMessageId} ${entry.messageId}`;
  const details = `acknowledged but not stored: ${senderId} ${clientMessageId} at ${conversationId} ${index}; there is ${found}`;
  return [{ invariant: 'I1', details }];
}

/** What is stored was sent, word for word. */
function checkBodies(attempts: readonly Attempt[], logs: ReadonlyMap<string, readonly StoredEntry[]>): Violation[] {
  const bodies = new Map(
    attempts.map(({ senderId, clientMessageId, body }) => [`${senderId} ${clientMessageId}`, body]),
  );
  const violations: Violation[] = [];
  for (const [conversationId, log] of logs) {
    for (const { index, senderId, clientMessageId, body, added, removed } of log) {
      if (added.length > 0 || removed.length > 0) continue;
      if (bodies.get(`${senderId} ${clientMessageId}`) === body) continue;
      violations.push({ invariant: 'I1', details: `nobody sent what is stored at ${conversationId} ${index}` });
    }
  }
  return violations;
}
