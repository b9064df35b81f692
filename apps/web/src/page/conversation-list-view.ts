import type { Conversation } from '@microchat/client/conversation';
import { messageTimeMs } from '@microchat/client/message-time';

import type { ChatModel } from './chat-model.ts';
import { avatar, element } from './dom.ts';
import { describeContent } from './message-text.ts';
import { listTimeText } from './time-text.ts';

/** Conversations drawn at once; a button draws more. */
const shownAtFirst = 100;

/** The list of conversations with previews and unread badges. */
export class ConversationListView {
  readonly root: HTMLElement;
  readonly #model: ChatModel;
  readonly #list = element('ul', { class: 'conversations', 'data-testid': 'conversation-list' });
  readonly #empty = element('p', { class: 'quiet empty' }, 'No chats yet. Enter a name above to begin one.');
  #shown = shownAtFirst;

  constructor(model: ChatModel) {
    this.#model = model;
    this.root = element('nav', { class: 'list', 'aria-label': 'Chats' }, this.#list, this.#empty);
    this.#list.addEventListener('click', (event) => this.#clicked(event));
  }

  draw(): void {
    const conversations = this.#model.client.conversations();
    const focused = document.activeElement?.closest<HTMLElement>('[data-conversation-id]')?.dataset['conversationId'];
    const rows = conversations.slice(0, this.#shown).map((conversation) => this.#row(conversation));
    if (conversations.length > this.#shown) {
      rows.push(element('li', {}, element('button', { class: 'more', 'data-more': true }, 'Show more')));
    }
    this.#list.replaceChildren(...rows);
    this.#empty.hidden = conversations.length > 0;
    // Drawing anew must not take the keyboard user out of the list.
    if (focused !== undefined) this.#buttonOf(focused)?.focus();
  }

  #row(conversation: Conversation): HTMLLIElement {
    const { conversationId, unread, pinned, muted } = conversation;
    const title = this.#model.titleOf(conversation);
    const signs = `${pinned ? ' 📌' : ''}${muted ? ' 🔇' : ''}`;
    const isOpen = this.#model.open?.conversationId === conversationId;
    const newest = this.#model.newestOf(conversationId);
    const lines = element(
      'span',
      { class: 'lines' },
      element('span', { class: 'title' }, title + signs),
      element('span', { class: 'preview' }, this.#preview(conversation)),
    );
    const side = element('span', { class: 'side' });
    if (newest !== undefined) {
      const time = listTimeText(messageTimeMs(newest.messageId), Date.now());
      side.append(element('span', { class: 'time' }, time));
    }
    if (unread > 0) side.append(badge(unread));
    else if (conversation.markedUnread) side.append(mark());
    return element(
      'li',
      {},
      element(
        'button',
        {
          class: isOpen ? 'conversation open' : 'conversation',
          'data-testid': 'conversation',
          'data-conversation-id': conversationId,
          'data-title': title,
          'aria-current': isOpen ? 'true' : 'false',
        },
        avatar(title),
        lines,
        side,
      ),
    );
  }

  #preview(conversation: Conversation): string {
    const newest = this.#model.newestOf(conversation.conversationId);
    if (newest === undefined) return conversation.left ? 'You left this group' : '';
    const ownId = this.#model.client.userId;
    const text = describeContent(newest.content, ownId);
    if (newest.content.membership !== undefined) return text;
    if (newest.senderId === ownId) return `You: ${text}`;
    return conversation.type === 'GROUP' ? `${newest.senderId}: ${text}` : text;
  }

  #clicked(event: Event): void {
    const button = (event.target as Element).closest<HTMLButtonElement>('button');
    if (button?.dataset['more'] !== undefined) {
      this.#shown += shownAtFirst;
      return this.draw();
    }
    const conversationId = button?.dataset['conversationId'];
    if (conversationId !== undefined) this.#model.openConversation(conversationId);
  }

  #buttonOf(conversationId: string): HTMLElement | null {
    return this.#list.querySelector(`[data-conversation-id="${CSS.escape(conversationId)}"]`);
  }
}

function mark(): HTMLElement {
  return element('span', { class: 'badge', 'data-testid': 'marked', 'aria-label': 'marked as unread' }, '•');
}

function badge(unread: number): HTMLElement {
  const text = unread > 99 ? '99+' : String(unread);
  return element('span', { class: 'badge', 'data-testid': 'unread', 'aria-label': `${unread} unread` }, text);
}
