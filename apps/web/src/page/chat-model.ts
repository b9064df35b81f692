import type { MicroChatClient } from '@microchat/client/client';
import type { Status } from '@microchat/client/client-options';
import type { Conversation } from '@microchat/client/conversation';
import { MicroChatError } from '@microchat/client/errors';
import type { ConversationWish, Message } from '@microchat/client/protocol/frames';
import type { RestClient } from '@microchat/client/rest';

import { GroupBook } from './group-book.ts';
import { OpenChat } from './open-chat.ts';

/** Conversations whose newest message is fetched for the list. */
const previewsMax = 30;

/** What a view shows may have changed. */
export type ModelPart = 'list' | 'chat' | 'status';

/** What the page shows and what its buttons do, without any element: the views draw it. */
export class ChatModel {
  readonly client: MicroChatClient;
  readonly #rest: RestClient;
  readonly #changed: (part: ModelPart) => void;
  readonly #newest = new Map<string, Message>();
  readonly #groups: GroupBook;
  /** A user that was searched for and has no conversation yet. */
  #newPeerId = '';
  #open: OpenChat | undefined;
  #wasOnline = false;
  notice = '';

  constructor(client: MicroChatClient, rest: RestClient, changed: (part: ModelPart) => void) {
    this.client = client;
    this.#rest = rest;
    this.#changed = changed;
    this.#groups = new GroupBook(rest, () => {
      changed('list');
      changed('chat');
    });
    client.on('message', (message) => this.#messageCame(message));
    client.on('conversation', (conversation) => this.#conversationChanged(conversation));
    client.on('gap', ({ conversationId, toIndex }) => {
      if (this.#open?.conversationId === conversationId) this.#open.gapCame(toIndex);
    });
    client.on('removed', ({ conversationId, fromIndex, toIndex }) => {
      const newest = this.#newest.get(conversationId);
      if (newest !== undefined && newest.index >= fromIndex && newest.index <= toIndex) this.#newestRemoved(newest);
      if (this.#open?.conversationId === conversationId) this.#open.removed(fromIndex, toIndex);
    });
    client.on('status', (status) => this.#statusChanged(status));
  }

  get open(): OpenChat | undefined {
    return this.#open;
  }

  get wasOnline(): boolean {
    return this.#wasOnline;
  }

  newestOf(conversationId: string): Message | undefined {
    return this.#newest.get(conversationId);
  }

  titleOf(conversation: Conversation): string {
    if (conversation.type === 'SINGLE') {
      return conversation.peerId === this.client.userId ? `${conversation.peerId} (notes)` : conversation.peerId;
    }
    return this.#groups.nameOf(conversation.groupId) || conversation.groupId || 'Group';
  }

  /** Title of the open chat, which may have no conversation yet. */
  openTitle(): string {
    const conversation = this.#open === undefined ? undefined : this.client.conversation(this.#open.conversationId);
    return conversation === undefined ? this.#newPeerId : this.titleOf(conversation);
  }

  /** Members of the open group; empty otherwise. */
  openSubtitle(): string {
    const conversation = this.#open === undefined ? undefined : this.client.conversation(this.#open.conversationId);
    if (conversation?.type !== 'GROUP' || conversation.left) return '';
    return this.#groups.membersOf(conversation.groupId);
  }

  openConversation(conversationId: string): void {
    if (this.#open?.conversationId === conversationId && conversationId !== '') return;
    this.#newPeerId = '';
    this.#show(conversationId, { conversationId });
  }

  /** Opens the chat with a user; a new one begins with the first message. */
  openPeer(peerId: string): void {
    const existing = this.client
      .conversations({ hidden: true })
      .find((conversation) => conversation.type === 'SINGLE' && conversation.peerId === peerId);
    if (existing !== undefined) return this.openConversation(existing.conversationId);
    this.#newPeerId = peerId;
    this.#show('', { userId: peerId });
  }

  close(): void {
    this.#open = undefined;
    this.#changed('chat');
    this.#changed('list');
  }

  async createGroup(name: string, memberIds: readonly string[]): Promise<void> {
    const { groupId, conversationId } = await this.#rest.createGroup(name, memberIds);
    this.#groups.named(groupId, name);
    this.openConversation(conversationId);
  }

  /** The newest messages of the first conversations, for the list. */
  async loadPreviews(): Promise<void> {
    for (const { conversationId } of this.client.conversations().slice(0, previewsMax)) {
      if (this.#newest.has(conversationId)) continue;
      const { messages } = await this.client.messages(conversationId, { limit: 1 });
      const [message] = messages;
      if (message !== undefined) this.#noteNewest(message);
      this.#changed('list');
    }
  }

  /** The user sees the end of the open chat. */
  sawEnd(): void {
    if (this.#open === undefined || document.visibilityState !== 'visible') return;
    const conversation = this.client.conversation(this.#open.conversationId);
    if (conversation === undefined) return;
    if (conversation.readIndex >= conversation.headIndex && !conversation.markedUnread) return;
    // What can't be reported now is reported with the next connection.
    this.client.markRead(conversation.conversationId).catch(() => undefined);
  }

  /** Of the open chat. */
  openedConversation(): Conversation | undefined {
    return this.#open === undefined ? undefined : this.client.conversation(this.#open.conversationId);
  }

  /** For the user alone, on all of its devices. */
  updateOpen(wish: ConversationWish): void {
    const conversation = this.openedConversation();
    if (conversation === undefined) return;
    // Who marks or hides a chat is done with it.
    if (wish.markedUnread === true || wish.hidden === true) this.close();
    this.client
      .updateConversation(conversation.conversationId, wish)
      .catch((error: unknown) => this.tell(errorText(error)));
  }

  clearOpen(): void {
    const conversation = this.openedConversation();
    if (conversation === undefined) return;
    this.client.clearHistory(conversation.conversationId).catch((error: unknown) => this.tell(errorText(error)));
  }

  /** A message of the open chat, for the user alone. */
  deleteMessage(index: number): void {
    const conversation = this.openedConversation();
    if (conversation === undefined) return;
    this.client
      .deleteMessages(conversation.conversationId, [index])
      .catch((error: unknown) => this.tell(errorText(error)));
  }

  tell(notice: string): void {
    this.notice = notice;
    this.#changed('status');
  }

  #newestRemoved({ conversationId }: Message): void {
    this.#newest.delete(conversationId);
    this.#changed('list');
    void this.loadPreviews().catch(() => undefined);
  }

  #show(conversationId: string, to: ConstructorParameters<typeof OpenChat>[2]): void {
    const open = new OpenChat(this.client, conversationId, to, () => this.#changed('chat'));
    this.#open = open;
    this.#changed('chat');
    this.#changed('list');
    void open.loadNewest().catch((error: unknown) => this.tell(errorText(error)));
  }

  #messageCame(message: Message): void {
    this.#noteNewest(message);
    if (message.content.membership !== undefined) this.#groups.membersChanged(message.content.membership.groupId);
    this.#open?.messageCame(message);
    this.#changed('list');
  }

  #noteNewest(message: Message): void {
    const newest = this.#newest.get(message.conversationId);
    if (newest === undefined || newest.index < message.index) this.#newest.set(message.conversationId, message);
  }

  #conversationChanged(conversation: Conversation): void {
    if (this.#newPeerId !== '' && conversation.peerId === this.#newPeerId && this.#open !== undefined) {
      this.#newPeerId = '';
      this.#open.begins(conversation.conversationId);
    }
    this.#changed('list');
    if (conversation.conversationId === this.#open?.conversationId) this.#changed('chat');
  }

  #statusChanged(status: Status): void {
    if (status.state === 'online') {
      this.#wasOnline = true;
      void this.#open?.refresh().catch((error: unknown) => this.tell(errorText(error)));
    }
    this.#changed('status');
  }
}

export function errorText(error: unknown): string {
  if (error instanceof MicroChatError) {
    if (error.reason === 'USER_NOT_FOUND') return 'There is no such user yet: users exist once they have signed in.';
    return error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
