import { setTimeout as sleep } from 'node:timers/promises';
import { rest } from './rest.ts';
import type { RunningServer } from './server.ts';
import type { WireChanges, WireMessage, WirePage } from './wire-client.ts';

/** How soon a server that does not answer is asked again. */
const retryMs = 50;

/** A client without a WebSocket, as the documentation says: it waits for news, pulls what they show, adopts the cursor. */
export class RestFollower {
  cursor = '';
  readonly #server: Pick<RunningServer, 'apiUrl'>;
  readonly #token: string;
  readonly #received = new Map<string, WireMessage[]>();

  constructor(server: Pick<RunningServer, 'apiUrl'>, token: string) {
    this.#server = server;
    this.#token = token;
  }

  /** Of a conversation, in the order in which they came. */
  messages(conversationId: string): readonly WireMessage[] {
    return this.#received.get(conversationId) ?? [];
  }

  lastIndex(conversationId: string): number {
    return this.messages(conversationId).at(-1)?.index ?? 0;
  }

  /** Follows, whatever happens to the server, until the condition holds. */
  async followUntil(condition: () => boolean): Promise<void> {
    while (!condition()) {
      const followed = await this.#follow().then(
        () => true,
        () => false,
      );
      if (!followed) await sleep(retryMs);
    }
  }

  /** One request for news. */
  updates(waitMs: number): Promise<WireChanges> {
    const query = new URLSearchParams({ cursor: this.cursor, waitMs: String(waitMs), deviceId: 'follower' });
    return this.#get<WireChanges>(`/v1/updates?${query.toString()}`);
  }

  async #follow(): Promise<void> {
    const changes = await this.updates(5_000);
    for (const { conversationId, head } of changes.conversations) await this.#pullTo(conversationId, head.index);
    this.cursor = changes.cursor;
  }

  async #pullTo(conversationId: string, headIndex: number): Promise<void> {
    const afterIndex = this.lastIndex(conversationId);
    const newestFirst: WireMessage[] = [];
    for (let beforeIndex = headIndex + 1; beforeIndex > afterIndex + 1; ) {
      const path = `/v1/conversations/${conversationId}/messages?afterIndex=${afterIndex}&beforeIndex=${beforeIndex}`;
      const page = await this.#get<WirePage>(path);
      newestFirst.push(...page.messages);
      if (!page.hasMore) break;
      beforeIndex = page.covers.fromIndex;
    }
    this.#received.set(conversationId, [...this.messages(conversationId), ...newestFirst.toReversed()]);
  }

  async #get<Body>(path: string): Promise<Body> {
    const answer = await rest<Body>(this.#server, 'GET', path, this.#token);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  }
}
