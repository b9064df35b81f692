import type { Device } from '../clients/device.ts';
import type { Evidence } from './evidence.ts';
import { isHiddenFor } from './hidden-entries.ts';
import type { StoredEntry } from './stored-log.ts';
import { isVisible, visibleSpans } from './membership-spans.ts';
import type { Violation } from './violation.ts';

const pageLimit = 40;
const pagesMax = 1_000;

/** I3: whoever scrolls to the top of a conversation sees, page by page, exactly what the log lets him see. */
export async function checkHistories(evidence: Evidence): Promise<Violation[]> {
  const found = await Promise.all(
    [...evidence.logs()].flatMap(([conversationId, log]) =>
      evidence.devices.map(async (device): Promise<Violation[]> => {
        const spans = visibleSpans(conversationId, device.userId, log);
        if (spans.length === 0) return [];
        const isHidden = isHiddenFor(evidence, device.userId, conversationId);
        const expected = visibleIds(log, spans, isHidden);
        const shown = await scrollToTop(device, conversationId);
        // What people still had to send may have come meanwhile.
        const later = evidence.log(conversationId);
        const possible = visibleIds(later, visibleSpans(conversationId, device.userId, later), isHidden);
        if (isPrefix(expected, shown) && isPrefix(shown, possible)) return [];
        const details = `${device.name} scrolls through ${conversationId} and sees ${shown.length} of ${expected.length}`;
        return [{ invariant: 'I3', details }];
      }),
    ),
  );
  return found.flat();
}

function visibleIds(
  log: readonly StoredEntry[],
  spans: ReturnType<typeof visibleSpans>,
  isHidden: (index: number) => boolean,
): string[] {
  return log.filter(({ index }) => isVisible(spans, index) && !isHidden(index)).map(({ messageId }) => `${messageId}`);
}

function isPrefix(start: readonly string[], whole: readonly string[]): boolean {
  return start.every((id, at) => whole[at] === id);
}

/** Message ids, oldest first. */
async function scrollToTop(device: Device, conversationId: string): Promise<string[]> {
  const ids: string[] = [];
  let before = 0;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await device.client.messages(conversationId, { before, limit: pageLimit });
    ids.unshift(...page.messages.map(({ messageId }) => messageId));
    const oldest = page.messages[0];
    if (!page.hasMore || oldest === undefined) break;
    before = oldest.index;
  }
  return ids;
}
