import type { Device } from '../clients/device.ts';
import type { Evidence } from './evidence.ts';
import { isHiddenFor } from './hidden-entries.ts';
import { visibleSpans } from './membership-spans.ts';
import { readListEntry } from './read-positions.ts';
import type { Violation } from './violation.ts';

/** More than any conversation of a simulation has. */
const messagesMax = 100_000;

/**
 * I3 after healing: all devices of a user show a conversation as its user wants it, and none of them has anything that
 * the user has cleared or deleted, on whichever of them. I1: what it was told is hidden stays so.
 */
export async function checkOwnListsConverge(evidence: Evidence): Promise<Violation[]> {
  const violations = checkHiddenIsHidden(evidence);
  for (const [conversationId, log] of evidence.logs()) {
    for (const device of evidence.devices) {
      if (!device.isOnline || visibleSpans(conversationId, device.userId, log).length === 0) continue;
      const problems = [
        ...wishProblems(evidence, device, conversationId),
        ...(await diskProblems(evidence, device, conversationId)),
      ];
      for (const problem of problems) {
        violations.push({ invariant: 'I3', details: `${device.name} ${conversationId}: ${problem}` });
      }
    }
  }
  return violations;
}

function wishProblems(evidence: Evidence, { client, userId }: Device, conversationId: string): string[] {
  const entry = readListEntry(evidence.tables, userId, conversationId);
  const view = client.conversation(conversationId);
  if (entry === undefined || view === undefined) return ['not in the list'];
  const { muted, pinned, markedUnread, draft } = entry;
  const hidden = entry.hiddenThrough > 0 && view.headIndex <= entry.hiddenThrough;
  const wanted = JSON.stringify({ muted, pinned, hidden, markedUnread, draft });
  const shown = JSON.stringify({
    muted: view.muted,
    pinned: view.pinned,
    hidden: view.hidden,
    markedUnread: view.markedUnread,
    draft: view.draft,
  });
  return shown === wanted ? [] : [`is ${shown}, wanted ${wanted}`];
}

async function diskProblems(evidence: Evidence, device: Device, conversationId: string): Promise<string[]> {
  const isHidden = isHiddenFor(evidence, device.userId, conversationId);
  const messages = await device.disk.content.readMessages(conversationId, 1, messagesMax, messagesMax);
  return messages.filter(({ index }) => isHidden(index)).map(({ index }) => `${index} is stored, but hidden`);
}

function checkHiddenIsHidden(evidence: Evidence): Violation[] {
  return evidence.history.hidden.flatMap(({ userId, conversationId, indexes }) => {
    const isHidden = isHiddenFor(evidence, userId, conversationId);
    return indexes
      .filter((index) => !isHidden(index))
      .map((index): Violation => ({ invariant: 'I1', details: `${userId} had hidden ${conversationId} ${index}` }));
  });
}
