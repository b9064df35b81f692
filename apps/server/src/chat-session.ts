import type { MicroChatClient } from '@microchat/client/client';
import type { Status } from '@microchat/client/client-options';
import type { Conversation } from '@microchat/client/conversation';
import { MicroChatError } from '@microchat/client/errors';
import type { Content, Message } from '@microchat/client/protocol/frames';

import type { ChatOptions } from './chat-options.ts';
import type { ChatTerminal } from './chat-terminal.ts';

const historyLines = 20;
/** Piped lines under way at once; reading waits for them. */
const sendingMax = 200;

/** One conversation in a terminal. */
export class ChatSession {
  readonly #client: MicroChatClient;
  readonly #to: ChatOptions['to'];
  readonly #terminal: ChatTerminal;
  /** Sent from here: the terminal shows them already. */
  readonly #sentHere = new Set<string>();
  readonly #sending = new Set<Promise<void>>();
  #shownThrough = 0;
  #peerReadIndex = 0;
  #ownIndex = 0;
  #failed = false;

  constructor(client: MicroChatClient, to: ChatOptions['to'], terminal: ChatTerminal) {
    this.#client = client;
    this.#to = to;
    this.#terminal = terminal;
    client.on('status', (status) => this.#showStatus(status));
    client.on('error', (error) => terminal.notice(error.message));
  }

  /** Chats until the input ends and everything is accepted. Answers false when a message was refused. */
  async run(): Promise<boolean> {
    await this.#client.connect();
    await this.#showHistory();
    this.#client.on('message', (message) => this.#messageCame(message));
    this.#client.on('conversation', (conversation) => this.#showRead(conversation));
    for await (const line of this.#terminal.lines()) {
      if (line.trim() !== '') await this.#send(line);
      this.#terminal.prompt();
    }
    await Promise.all(this.#sending);
    return !this.#failed;
  }

  async #send(body: string): Promise<void> {
    const clientMessageId = crypto.randomUUID();
    this.#sentHere.add(clientMessageId);
    const sending = this.#client.send(this.#to, { text: { body } }, { clientMessageId }).then(
      ({ index }) => {
        this.#ownIndex = Math.max(this.#ownIndex, index);
      },
      (error: unknown) => {
        this.#failed = true;
        this.#sentHere.delete(clientMessageId);
        this.#terminal.notice(`not sent: ${refusal(error)}`);
      },
    );
    const tracked = sending.finally(() => this.#sending.delete(tracked));
    this.#sending.add(tracked);
    if (this.#sending.size >= sendingMax) await Promise.race(this.#sending);
  }

  async #showHistory(): Promise<void> {
    const conversation = this.#find();
    if (conversation === undefined) return;
    this.#peerReadIndex = conversation.peerReadIndex;
    const { messages } = await this.#client.messages(conversation.conversationId, { limit: historyLines });
    for (const message of messages) this.#show(message);
    this.#markRead(conversation.conversationId);
  }

  #messageCame(message: Message): void {
    if (message.conversationId !== this.#find()?.conversationId) return;
    this.#show(message);
    this.#markRead(message.conversationId);
  }

  #show(message: Message): void {
    if (message.index <= this.#shownThrough) return;
    this.#shownThrough = message.index;
    const isOwn = message.senderId === this.#client.userId;
    if (isOwn) this.#ownIndex = Math.max(this.#ownIndex, message.index);
    if (this.#sentHere.delete(message.clientMessageId) && isOwn) return;
    if (message.content.membership !== undefined) this.#terminal.notice(membershipText(message));
    else this.#terminal.message(message.senderId, contentText(message.content));
  }

  #markRead(conversationId: string): void {
    // Reported again with the next connection when it fails.
    this.#client.markRead(conversationId).catch(() => undefined);
  }

  #showRead(conversation: Conversation): void {
    if (conversation.conversationId !== this.#find()?.conversationId) return;
    const readBefore = this.#peerReadIndex;
    this.#peerReadIndex = conversation.peerReadIndex;
    if (readBefore < this.#ownIndex && this.#peerReadIndex >= this.#ownIndex) {
      this.#terminal.notice(`read by ${conversation.peerId}`);
    }
  }

  #showStatus(status: Status): void {
    if (status.state === 'offline')
      this.#terminal.notice(`offline, next try in ${Math.ceil(status.retryInMs / 1_000)} s`);
    else if (status.state === 'online' || status.state === 'connecting') this.#terminal.notice(status.state);
  }

  #find(): Conversation | undefined {
    const to = this.#to;
    return this.#client
      .conversations()
      .find((one) => ('userId' in to ? one.type === 'SINGLE' && one.peerId === to.userId : one.groupId === to.groupId));
  }
}

function refusal(error: unknown): string {
  return error instanceof MicroChatError ? `${error.message} (${error.reason})` : String(error);
}

function contentText(content: Content): string {
  return content.text?.body ?? `[${content.custom?.type ?? 'unknown kind of message'}]`;
}

function membershipText({ content }: Message): string {
  const { actorId = '', addedUserIds = [], removedUserIds = [] } = content.membership ?? {};
  const added = addedUserIds.length > 0 ? ` added ${addedUserIds.join(', ')}` : '';
  const removed = removedUserIds.length > 0 ? ` removed ${removedUserIds.join(', ')}` : '';
  return `${actorId}${added}${removed}`;
}
