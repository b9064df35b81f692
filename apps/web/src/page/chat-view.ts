import type { ChatModel, ModelPart } from './chat-model.ts';
import { ChatMenu } from './chat-menu.ts';
import { ComposerView } from './composer-view.ts';
import { ConversationListView } from './conversation-list-view.ts';
import { avatar, element } from './dom.ts';
import { openGroupDialog } from './group-dialog.ts';
import { MessageListView } from './message-list-view.ts';
import { StatusView } from './status-view.ts';

export interface ChatViewActions {
  signOut(): void;
  /** After the client has stopped for good. */
  restart(): void;
}

/** The page of a signed-in user: list of chats beside the open one (one of the two on a narrow screen). */
export class ChatView {
  readonly root: HTMLElement;
  readonly #model: ChatModel;
  readonly #list: ConversationListView;
  readonly #messages: MessageListView;
  readonly #composer: ComposerView;
  readonly #status: StatusView;
  readonly #title = element('h2', { 'data-testid': 'chat-title' });
  readonly #subtitle = element('span', { class: 'quiet subtitle', 'data-testid': 'chat-subtitle' });
  readonly #chat: HTMLElement;
  readonly #nothing = element('section', { class: 'nothing quiet' }, 'Pick a chat, or begin a new one.');
  readonly #menu: ChatMenu;
  readonly #due = new Set<ModelPart>();

  constructor(model: ChatModel, userId: string, actions: ChatViewActions) {
    this.#model = model;
    this.#list = new ConversationListView(model);
    this.#messages = new MessageListView(model);
    this.#status = new StatusView(model, () => actions.restart());
    this.#menu = new ChatMenu({
      conversation: () => model.openedConversation(),
      update: (wish) => model.updateOpen(wish),
      clear: () => model.clearOpen(),
    });
    this.#composer = new ComposerView((body) => {
      model.open?.send(body);
      this.#messages.scrollToEnd();
    });
    this.#chat = element('section', { class: 'chat' }, this.#header(), this.#messages.root, this.#composer.root);
    const main = element('main', { class: 'main' }, this.#status.banner, this.#chat, this.#nothing);
    this.root = element('div', { class: 'page' }, this.#sidebar(userId, actions), main);
    for (const part of ['list', 'chat', 'status'] as const) this.#draw(part);
  }

  /** Something changed: drawn with the next frame's worth of changes together. */
  changed(part: ModelPart): void {
    if (this.#due.size === 0) {
      // Not an animation frame: a tab in the background has none, but its title and badges change too.
      setTimeout(() => {
        const due = [...this.#due];
        this.#due.clear();
        for (const one of due) this.#draw(one);
      }, 16);
    }
    this.#due.add(part);
  }

  #draw(part: ModelPart): void {
    if (part === 'status') return this.#status.draw();
    if (part === 'list') {
      this.#list.draw();
      return this.#drawTitle();
    }
    const { open } = this.#model;
    const wasHidden = this.#chat.hidden;
    this.#chat.hidden = open === undefined;
    this.#nothing.hidden = open !== undefined;
    this.root.classList.toggle('has-open-chat', open !== undefined);
    const title = this.#model.openTitle();
    const isOther = this.#title.textContent !== title;
    this.#title.textContent = title;
    this.#subtitle.textContent = this.#model.openSubtitle();
    this.#menu.draw();
    this.#messages.draw();
    if (open !== undefined && (wasHidden || isOther)) this.#composer.focus();
  }

  #drawTitle(): void {
    const unread = this.#model.client
      .conversations()
      .reduce((sum, conversation) => sum + (conversation.muted ? 0 : conversation.unread), 0);
    document.title = unread > 0 ? `(${unread}) MicroChat` : 'MicroChat';
  }

  #header(): HTMLElement {
    const back = element('button', { class: 'icon back', 'aria-label': 'Back to the chats' }, '←');
    back.addEventListener('click', () => this.#model.close());
    return element(
      'header',
      { class: 'bar' },
      back,
      element('div', { class: 'lines' }, this.#title, this.#subtitle),
      this.#menu.root,
    );
  }

  #sidebar(userId: string, actions: ChatViewActions): HTMLElement {
    const signOut = element('button', { class: 'link', 'data-testid': 'sign-out' }, 'Sign out');
    signOut.addEventListener('click', () => actions.signOut());
    const me = element(
      'header',
      { class: 'bar' },
      avatar(userId),
      element('div', { class: 'lines' }, element('strong', { 'data-testid': 'me' }, userId), this.#status.line),
      signOut,
    );
    return element('aside', { class: 'sidebar' }, me, this.#newChatForm(), this.#list.root);
  }

  #newChatForm(): HTMLElement {
    const input = element('input', {
      'data-testid': 'new-chat-input',
      'aria-label': 'Chat with user',
      placeholder: 'Chat with…',
      required: true,
      pattern: '[A-Za-z0-9_.:@\\-]{1,64}',
      title: 'Letters, digits and _ . : @ -',
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
    });
    const group = element(
      'button',
      { type: 'button', class: 'secondary', 'data-testid': 'new-group-open' },
      'New group',
    );
    group.addEventListener('click', () =>
      openGroupDialog((name, memberIds) => this.#model.createGroup(name, memberIds)),
    );
    const open = element('button', { class: 'primary', 'data-testid': 'new-chat-submit' }, 'Chat');
    const form = element('form', { class: 'new-chat' }, input, open, group);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#model.openPeer(input.value.trim());
      input.value = '';
    });
    return form;
  }
}
