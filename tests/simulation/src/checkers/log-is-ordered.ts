import type { Evidence } from './evidence.ts';
import type { StoredEntry } from './stored-log.ts';
import type { Violation } from './violation.ts';

/** I2: per conversation the index is dense, the chain unbroken and the messageId grows; devices show that order. */
export function checkLogIsOrdered(evidence: Evidence): Violation[] {
  const violations: Violation[] = [];
  const logs = evidence.logs();
  for (const [conversationId, log] of logs) violations.push(...checkChain(conversationId, log));
  for (const [device, conversationId, screen] of evidence.screens.all()) {
    let lastIndex = 0;
    for (const { index, messageId } of screen.messages) {
      if (index <= lastIndex) {
        const details = `${device.name} showed ${conversationId} ${index} after ${lastIndex}`;
        violations.push({ invariant: 'I2', details });
      }
      lastIndex = index;
      const stored = logs.get(conversationId)?.[index - 1];
      if (`${stored?.messageId}` === messageId) continue;
      const details = `${device.name} showed ${messageId} at ${conversationId} ${index}, stored is ${stored?.messageId}`;
      violations.push({ invariant: 'I2', details });
    }
  }
  return violations;
}

function checkChain(conversationId: string, log: readonly StoredEntry[]): Violation[] {
  const violations: Violation[] = [];
  const broken = (what: string, at: number) => {
    violations.push({ invariant: 'I2', details: `${what} at ${conversationId} ${at}` });
  };
  let before: StoredEntry | undefined;
  for (const [place, entry] of log.entries()) {
    if (entry.index !== place + 1) broken(`index ${entry.index} is not dense`, place + 1);
    if (entry.previousMessageId !== (before?.messageId ?? 0n)) broken('the chain is broken', entry.index);
    if (entry.messageId <= (before?.messageId ?? 0n)) broken('messageId does not grow', entry.index);
    const isMembership = entry.added.length + entry.removed.length > 0;
    if (entry.count !== (before?.count ?? 0) + (isMembership ? 0 : 1))
      broken(`count ${entry.count} is wrong`, entry.index);
    before = entry;
  }
  return violations;
}
