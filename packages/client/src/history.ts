import type { ClientStore } from './data/store.ts';
import { MicroChatError } from './errors.ts';
import type { Message, Page, Pull } from './protocol/frames.ts';
import type { ConversationState } from './sync/conversation-state.ts';
import { rangeAround, rangeBelow, type Range } from './sync/ranges.ts';

/** Pages asked for by one read; hidden messages can make pages shorter than their limit. */
const pullsMax = 5;
const limitMax = 200;

export interface HistoryPage {
  /** Oldest first, without holes. */
  readonly messages: readonly Message[];
  /** Older messages may exist. */
  readonly hasMore: boolean;
}

export interface HistorySource {
  readonly store: ClientStore;
  state(conversationId: string): ConversationState | undefined;
  pull(pull: Pull): Promise<Page>;
  /** Stores a page; resolves when it can be read. */
  keep(pull: Pull, page: Page): Promise<void>;
}

/**
 * The newest messages below `before` (0 = from the head), from the store as far as it reaches without a hole, the rest
 * from the server. Without a connection: what is held, or the connection's error when nothing is.
 */
export async function readHistory(
  source: HistorySource,
  conversationId: string,
  before: number,
  limit: number,
): Promise<HistoryPage> {
  const wanted = Math.max(1, Math.min(limit, limitMax));
  for (let pulls = 0; ; pulls += 1) {
    const held = heldBelow(source.state(conversationId), before);
    const messages =
      held === undefined ? [] : await source.store.readMessages(conversationId, held.from, held.to, wanted);
    const complete = messages.length >= wanted || held?.from === 1 || before === 1;
    if (complete || pulls >= pullsMax) return toPage(messages, held, wanted);
    const pull = nextPull(source.state(conversationId), conversationId, held, before, wanted);
    try {
      await source.keep(pull, await source.pull(pull));
    } catch (error) {
      if (messages.length > 0 && error instanceof MicroChatError && error.retryable)
        return toPage(messages, held, wanted);
      throw error;
    }
  }
}

/** The stretch without a hole that ends right below `before`, or at the head. */
function heldBelow(state: ConversationState | undefined, before: number): Range | undefined {
  if (state === undefined) return undefined;
  const top = before > 0 ? before - 1 : state.head;
  const range = rangeAround(state.known, top);
  return range === undefined ? undefined : { from: range.from, to: top };
}

function nextPull(
  state: ConversationState | undefined,
  conversationId: string,
  held: Range | undefined,
  before: number,
  limit: number,
): Pull {
  const beforeIndex = held?.from ?? before;
  const below = rangeBelow(state?.known ?? [], beforeIndex > 0 ? beforeIndex : Number.MAX_SAFE_INTEGER);
  // A page ends where the next known stretch begins, so that nothing is fetched twice.
  return { conversationId, afterIndex: below?.to ?? 0, beforeIndex, limit };
}

function toPage(newestFirst: readonly Message[], held: Range | undefined, wanted: number): HistoryPage {
  const messages = [...newestFirst].reverse();
  // All that there is for this user; what is older has been cleared, or is not the user's to see.
  if (held?.from === 1 && messages.length < wanted) return { messages, hasMore: false };
  const oldest = messages[0]?.index ?? 1;
  return { messages, hasMore: oldest > 1 && (held === undefined || held.from < oldest || held.from > 1) };
}
