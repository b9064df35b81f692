import type { Evidence } from './evidence.ts';
import { isVisible, visibleSpans } from './membership-spans.ts';
import type { Violation } from './violation.ts';

/** I6: no frame ever brought a user an entry outside what the log lets it see, and nobody wrote where he is no member. */
export function checkEntitlement(evidence: Evidence): Violation[] {
  const violations: Violation[] = [];
  const logs = evidence.logs();
  for (const [conversationId, log] of logs) {
    for (const { index, senderId, added, removed } of log) {
      if (added.length + removed.length > 0) continue;
      if (isVisible(visibleSpans(conversationId, senderId, log), index)) continue;
      violations.push({
        invariant: 'I6',
        details: `${senderId} wrote ${conversationId} ${index} without being a member`,
      });
    }
  }
  for (const { userId, conversationId, indexes } of evidence.received.all()) {
    const spans = visibleSpans(conversationId, userId, logs.get(conversationId) ?? []);
    for (const index of indexes) {
      if (isVisible(spans, index)) continue;
      const allowed = spans.map(({ from, to }) => `${from} to ${to}`).join(', ') || 'nothing';
      violations.push({ invariant: 'I6', details: `${userId} got ${conversationId} ${index}, may see ${allowed}` });
    }
  }
  return violations;
}
