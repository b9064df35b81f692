import type { Conversation } from '@microchat/client/conversation';
import type { ConversationWish } from '@microchat/client/protocol/frames';

import { element } from './dom.ts';

export interface ChatMenuActions {
  conversation(): Conversation | undefined;
  update(wish: ConversationWish): void;
  /** After the user has confirmed. */
  clear(): void;
}

/** What the user can do with the open chat, for itself on all of its devices. */
export class ChatMenu {
  readonly root = element('details', { class: 'menu' });
  readonly #actions: ChatMenuActions;
  readonly #pin = item('menu-pin');
  readonly #mute = item('menu-mute');
  readonly #mark = item('menu-mark');
  readonly #hide = item('menu-hide');
  readonly #clear = item('menu-clear');

  constructor(actions: ChatMenuActions) {
    this.#actions = actions;
    const items = element('div', { class: 'items' }, this.#pin, this.#mute, this.#mark, this.#hide, this.#clear);
    this.root.append(element('summary', { 'aria-label': 'More', 'data-testid': 'menu' }, '⋯'), items);
    this.#hide.textContent = 'Hide until there is news';
    this.#mark.textContent = 'Mark as unread';
    this.#clear.textContent = 'Clear history for me';
    this.#onClick(this.#pin, ({ pinned }) => actions.update({ pinned: !pinned }));
    this.#onClick(this.#mute, ({ muted }) => actions.update({ muted: !muted }));
    this.#onClick(this.#mark, () => actions.update({ markedUnread: true }));
    this.#onClick(this.#hide, () => actions.update({ hidden: true }));
    this.#onClick(this.#clear, () => {
      if (window.confirm('Remove all messages of this chat from your devices? Others keep theirs.')) actions.clear();
    });
  }

  draw(): void {
    const conversation = this.#actions.conversation();
    this.root.hidden = conversation === undefined;
    this.#pin.textContent = conversation?.pinned === true ? 'Unpin' : 'Pin';
    this.#mute.textContent = conversation?.muted === true ? 'Unmute' : 'Mute';
  }

  #onClick(button: HTMLButtonElement, act: (conversation: Conversation) => void): void {
    button.addEventListener('click', () => {
      this.root.open = false;
      const conversation = this.#actions.conversation();
      if (conversation !== undefined) act(conversation);
    });
  }
}

function item(testId: string): HTMLButtonElement {
  return element('button', { type: 'button', 'data-testid': testId });
}
