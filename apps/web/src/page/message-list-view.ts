import type { ChatModel } from './chat-model.ts';
import { element } from './dom.ts';
import { messageRows, pendingRow } from './message-view.ts';
import type { OpenChat } from './open-chat.ts';

/** So near to the end (or the beginning), in pixels, counts as being there. */
const nearPx = 80;

/** The messages of the open chat: stays at the end while the user is there, loads older ones when scrolled to the top. */
export class MessageListView {
  readonly root: HTMLElement;
  readonly #model: ChatModel;
  readonly #list = element('ol', {
    class: 'messages',
    'data-testid': 'messages',
    role: 'log',
    'aria-label': 'Messages',
  });
  readonly #scroller: HTMLElement;
  readonly #toEnd = element('button', { class: 'to-end', 'data-testid': 'to-end', hidden: true }, 'New messages ↓');
  #drawn: OpenChat | undefined;

  constructor(model: ChatModel) {
    this.#model = model;
    this.#scroller = element('div', { class: 'scroller', 'data-testid': 'scroller', tabindex: '0' }, this.#list);
    this.root = element('div', { class: 'history' }, this.#scroller, this.#toEnd);
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#toEnd.addEventListener('click', () => this.scrollToEnd());
    this.#list.addEventListener('click', (event) => {
      const retry = (event.target as Element).closest<HTMLElement>('[data-retry]')?.dataset['retry'];
      if (retry !== undefined) this.#model.open?.retry(retry);
      const deleted = (event.target as Element).closest<HTMLElement>('[data-delete]')?.dataset['delete'];
      if (deleted !== undefined) this.#model.deleteMessage(Number(deleted));
    });
  }

  draw(): void {
    const open = this.#model.open;
    const isOther = open !== this.#drawn;
    this.#drawn = open;
    const wasAtEnd = isOther || this.#isAtEnd();
    const fromEnd = this.#scroller.scrollHeight - this.#scroller.scrollTop;
    const newestBefore = isOther ? 0 : Number(this.#list.lastElementChild?.getAttribute('data-index') ?? 0);
    if (wasAtEnd) open?.trim();
    this.#list.replaceChildren(...(open === undefined ? [] : this.#rows(open)));
    if (wasAtEnd) {
      this.scrollToEnd();
      this.#model.sawEnd();
      return;
    }
    // What the user reads stays in its place, whether older messages came above or newer ones below.
    const newest = open?.messages.at(-1)?.index ?? 0;
    const cameBelow = newestBefore > 0 && newest > newestBefore;
    if (cameBelow) this.#toEnd.hidden = false;
    else this.#scroller.scrollTop = this.#scroller.scrollHeight - fromEnd;
  }

  scrollToEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#toEnd.hidden = true;
  }

  #rows(open: OpenChat): readonly HTMLElement[] {
    const { client } = this.#model;
    const conversation = client.conversation(open.conversationId);
    const rows = open.messages.flatMap((message, at) =>
      messageRows(message, { ownId: client.userId, conversation, previous: open.messages[at - 1] }),
    );
    const first: HTMLElement[] = [];
    if (open.isLoading) first.push(element('li', { class: 'event' }, 'Loading…'));
    else if (!open.hasMore && rows.length === 0) first.push(element('li', { class: 'event' }, 'Say hello.'));
    return [...first, ...rows, ...open.pending.map(pendingRow)];
  }

  #scrolled(): void {
    if (this.#isAtEnd()) {
      this.#toEnd.hidden = true;
      this.#model.sawEnd();
    }
    if (this.#scroller.scrollTop < nearPx) {
      const open = this.#model.open;
      // Without a connection the next scroll tries again.
      if (open?.hasMore === true && !open.isLoading) void open.loadOlder().catch(() => undefined);
    }
  }

  #isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < nearPx;
  }
}
