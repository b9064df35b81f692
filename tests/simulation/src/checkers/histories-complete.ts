import type { Device } from '../clients/device.ts';
import type { Evidence } from './evidence.ts';
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
        const expected = log.filter(({ index }) => isVisible(spans, index)).map(({ messageId }) => `${messageId}`);
        const shown = await scrollToTop(device, conversationId);
        if (shown.join() === expected.join()) return [];
        const details = `${device.name} scrolls through ${conversationId} and sees ${shown.length} of ${expected.length}`;
        return [{ invariant: 'I3', details }];
      }),
    ),
  );
  return found.flat();
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
