import type { Message } from '@microchat/client/protocol/frames';
import type { Device } from '../clients/device.ts';
import type { Evidence } from './evidence.ts';
import { isHiddenFor } from './hidden-entries.ts';
import { isVisible, type Span, visibleSpans } from './membership-spans.ts';
import type { Screen } from './screens.ts';
import type { StoredEntry } from './stored-log.ts';
import type { Violation } from './violation.ts';

/** More than any conversation of a simulation has. */
const messagesMax = 100_000;

/**
 * I1 and I3 after healing: every device is connected, knows every conversation of its user up to the end of what it may
 * see, and has every message of it, on its disk and (unless its app was killed in between) on its screen.
 */
export async function checkDevicesConverge(evidence: Evidence): Promise<Violation[]> {
  const violations: Violation[] = [];
  const logs = evidence.logs();
  for (const device of evidence.devices) {
    if (!device.isOnline) {
      violations.push({ invariant: 'live', details: `${device.name} is ${JSON.stringify(device.status)}` });
      continue;
    }
    for (const [conversationId, log] of logs) {
      const spans = visibleSpans(conversationId, device.userId, log);
      if (spans.length === 0) continue;
      const messages = await device.disk.content.readMessages(conversationId, 1, messagesMax, messagesMax);
      const screen = evidence.screens.of(device, conversationId);
      const historyThrough = evidence.firstLists.historyThrough(device, conversationId);
      const isHidden = isHiddenFor(evidence, device.userId, conversationId);
      const news = log.filter(({ index }) => index > historyThrough && isVisible(spans, index) && !isHidden(index));
      for (const problem of problemsOf(device, conversationId, headOf(spans), news, messages, screen)) {
        violations.push({ invariant: 'I3', details: `${device.name} ${conversationId}: ${problem}` });
      }
    }
  }
  return violations;
}

function problemsOf(
  device: Device,
  conversationId: string,
  head: number,
  news: readonly StoredEntry[],
  messages: readonly Message[],
  screen: Screen,
): string[] {
  const view = device.client.conversation(conversationId);
  if (view === undefined) return [`not in the list, though there are entries up to ${head}`];
  if (view.headIndex !== head) return [`ends at ${view.headIndex}, should at ${head}`];
  const onDisk = new Map(messages.map((message) => [message.index, message]));
  const onScreen = new Set(screen.messages.map(({ index }) => index));
  const problems: string[] = [];
  for (const entry of news) {
    const isLeftOut = screen.gaps.some(({ fromIndex, toIndex }) => fromIndex <= entry.index && entry.index <= toIndex);
    const message = onDisk.get(entry.index);
    if (message === undefined && !isLeftOut) problems.push(`${entry.index} is not stored`);
    else if (message !== undefined && message.messageId !== `${entry.messageId}`)
      problems.push(`${entry.index} differs`);
    if (device.starts === 1 && !onScreen.has(entry.index) && !isLeftOut) problems.push(`${entry.index} was not shown`);
  }
  return problems;
}

function headOf(spans: readonly Span[]): number {
  return spans.at(-1)?.to ?? 0;
}
