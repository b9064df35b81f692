import { MicroChatClient } from '@microchat/client/client';
import type { WireMessage } from '@microchat/tests-e2e/wire-client';
import { judgeTold } from '@microchat/verifier/judge-told';

const reconnectMs = 50;

/** One device of a user that stays, with the SDK's own reconnecting, gap filling and heartbeats. */
export class SteadyReceiver {
  /** By conversation, in the order in which the app was told. */
  readonly received = new Map<
    string,
    { readonly index: number; readonly messageId: string; readonly atMs: number }[]
  >();
  readonly #client: MicroChatClient;
  #stopped: unknown;

  constructor(gatewayUrl: string, token: string) {
    this.#client = new MicroChatClient({
      url: gatewayUrl,
      token,
      deviceId: 'steady-receiver',
      // Everything is to be announced, however much a fault has held back.
      sync: { fillMessagesMax: 100_000, heldPerConversationMax: 100_000, heldMax: 1_000_000 },
    });
    this.#client.on('message', ({ conversationId, index, messageId }) => {
      const messages = this.received.get(conversationId) ?? [];
      messages.push({ index, messageId, atMs: performance.now() });
      this.received.set(conversationId, messages);
    });
    this.#client.on('status', (status) => {
      if (status.state === 'stopped') this.#stopped = status.error;
      // How fast the server is back is to be seen, not how patient clients are.
      if (status.state === 'offline') setTimeout(() => this.#client.wake(), reconnectMs);
    });
  }

  connect(): Promise<void> {
    return this.#client.connect();
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  lastIndex(conversationId: string): number {
    return this.received.get(conversationId)?.at(-1)?.index ?? 0;
  }

  /** @throws Error unless it was told this log, each message once and in order, from the first that it was told. */
  expectFollowed(conversationId: string, log: readonly WireMessage[]): void {
    if (this.#stopped !== undefined) throw new Error('the receiver gave up', { cause: this.#stopped });
    const received = this.received.get(conversationId) ?? [];
    const first = received[0]?.index ?? 1;
    const [problem] = judgeTold(log.slice(first - 1), received);
    if (problem !== undefined) {
      throw new Error(
        `${conversationId}: told ${received.length} messages from ${first} on; ${problem.kind}: ${problem.what}`,
      );
    }
  }
}
