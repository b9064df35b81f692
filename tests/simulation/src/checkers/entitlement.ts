import type { Evidence } from './evidence.ts';
import { isVisible, visibleSpans } from './membership-spans.ts';
import type { Violation } from './violation.ts';

/** I6: no frame ever brought a user an entry outside what the log lets it see. */
export function checkEntitlement(evidence: Evidence): Violation[] {
  const violations: Violation[] = [];
  const logs = evidence.logs();
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
