import type { MicroChatClient } from '@microchat/client/client';
import { MicroChatError } from '@microchat/client/errors';
import type { Message, Recipient } from '@microchat/client/protocol/frames';

const pageSize = 50;
/** Messages kept on the page while the user reads at the end; older ones are loaded again by scrolling back. */
const shownMax = 300;

/** A message that the server has not confirmed. */
export interface PendingMessage {
  readonly clientMessageId: string;
  readonly body: string;
  state: 'sending' | 'failed';
  reason: string;
}

/** The chat that is open: the stretch of its messages that is shown, and what is being sent. */
export class OpenChat {
  readonly #client: MicroChatClient;
  readonly #changed: () => void;
  #to: Recipient;
  #conversationId: string;
  #messages: readonly Message[] = [];
  #hasMore = false;
  #loading = false;
  readonly pending: PendingMessage[] = [];

  constructor(client: MicroChatClient, conversationId: string, to: Recipient, changed: () => void) {
    this.#client = client;
    this.#conversationId = conversationId;
    this.#to = to;
    this.#changed = changed;
  }

  /** Empty until the first message of a new chat is accepted. */
  get conversationId(): string {
    return this.#conversationId;
  }

  /** Oldest first. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  get isLoading(): boolean {
    return this.#loading;
  }

  /** A new chat got its conversation. */
  begins(conversationId: string): void {
    this.#conversationId = conversationId;
    this.#to = { conversationId };
    void this.refresh().catch(() => undefined);
  }

  async loadNewest(): Promise<void> {
    if (this.#conversationId === '') return;
    await this.#load(async () => {
      const page = await this.#client.messages(this.#conversationId, { limit: pageSize });
      const oldestBefore = this.#messages[0]?.index ?? Number.POSITIVE_INFINITY;
      this.#messages = merge(this.#messages, page.messages);
      if ((this.#messages[0]?.index ?? 0) < oldestBefore) this.#hasMore = page.hasMore;
    });
  }

  async loadOlder(): Promise<void> {
    const oldest = this.#messages[0]?.index ?? 0;
    if (this.#loading || !this.#hasMore || oldest <= 1) return;
    await this.#load(async () => {
      const page = await this.#client.messages(this.#conversationId, { before: oldest, limit: pageSize });
      this.#messages = merge(page.messages, this.#messages);
      this.#hasMore = page.hasMore;
    });
  }

  /** After a new connection: shows what could not be loaded before. */
  async refresh(): Promise<void> {
    if (this.#messages.length === 0) await this.loadNewest();
  }

  messageCame(message: Message): void {
    const at = this.pending.findIndex((pending) => pending.clientMessageId === message.clientMessageId);
    if (at >= 0 && message.senderId === this.#client.userId) this.pending.splice(at, 1);
    if (message.conversationId !== this.#conversationId) return;
    this.#messages = merge(this.#messages, [message]);
    this.#changed();
  }

  /** Messages up to this one were skipped: what is older is no longer next to what comes now. */
  gapCame(toIndex: number): void {
    this.#messages = this.#messages.filter((message) => message.index > toIndex);
    this.#hasMore = true;
    this.#changed();
  }

  /** The user has cleared or deleted these, here or on another device. */
  removed(fromIndex: number, toIndex: number): void {
    this.#messages = this.#messages.filter(({ index }) => index < fromIndex || index > toIndex);
    this.#changed();
  }

  /** The user is at the end: forgets what was scrolled back to. */
  trim(): void {
    if (this.#messages.length <= shownMax) return;
    this.#messages = this.#messages.slice(-shownMax);
    this.#hasMore = true;
  }

  send(body: string): void {
    const clientMessageId = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const pending: PendingMessage = { clientMessageId, body, state: 'sending', reason: '' };
    this.pending.push(pending);
    void this.#attempt(pending);
  }

  retry(clientMessageId: string): void {
    const pending = this.pending.find((one) => one.clientMessageId === clientMessageId);
    if (pending?.state === 'failed') void this.#attempt(pending);
  }

  async #attempt(pending: PendingMessage): Promise<void> {
    const { clientMessageId, body } = pending;
    pending.state = 'sending';
    this.#changed();
    try {
      // The message itself comes as an event, in its place among the others.
      await this.#client.send(this.#to, { text: { body } }, { clientMessageId });
    } catch (error) {
      pending.state = 'failed';
      pending.reason = error instanceof MicroChatError ? error.reason : 'UNKNOWN';
      this.#changed();
    }
  }

  async #load(load: () => Promise<void>): Promise<void> {
    this.#loading = true;
    this.#changed();
    try {
      await load();
    } finally {
      this.#loading = false;
      this.#changed();
    }
  }
}

/** Both lists as one, by index. */
function merge(left: readonly Message[], right: readonly Message[]): readonly Message[] {
  const byIndex = new Map([...left, ...right].map((message) => [message.index, message]));
  return [...byIndex.values()].sort((one, other) => one.index - other.index);
}
