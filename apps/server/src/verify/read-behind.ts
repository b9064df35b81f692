import type { Message } from '@microchat/client/protocol/frames';
import type { RestClient } from '@microchat/client/rest';

const pageLimit = 200;

/** The history behind an index up to its end, oldest first, as the server has it. */
export async function readBehind(
  reader: Pick<RestClient, 'messages'>,
  conversationId: string,
  afterIndex: number,
): Promise<Message[]> {
  const newestFirst: Message[] = [];
  let beforeIndex = 0;
  for (;;) {
    const page = await reader.messages({ conversationId, afterIndex, beforeIndex, limit: pageLimit });
    newestFirst.push(...page.messages);
    if (!page.hasMore) return newestFirst.reverse();
    beforeIndex = page.covers.fromIndex;
  }
}
