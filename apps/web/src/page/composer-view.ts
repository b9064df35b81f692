import { element } from './dom.ts';

/** The server takes 16 KiB of content; four bytes is the most that a character takes. */
const bodyCharsMax = 4_000;
const heightPxMax = 160;

/** Where a message is written. Enter sends, Shift+Enter begins a new line. */
export class ComposerView {
  readonly root: HTMLFormElement;
  readonly #input = element('textarea', {
    'data-testid': 'composer',
    'aria-label': 'Message',
    rows: '1',
    maxlength: String(bodyCharsMax),
    placeholder: 'Message',
    enterkeyhint: 'send',
  });

  constructor(send: (body: string) => void) {
    const button = element('button', { class: 'primary', 'data-testid': 'send', 'aria-label': 'Send' }, 'Send');
    this.root = element('form', { class: 'composer' }, this.#input, button);
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      const body = this.#input.value.trim();
      if (body === '') return;
      this.#input.value = '';
      this.#fit();
      send(body);
    });
    this.#input.addEventListener('input', () => this.#fit());
    this.#input.addEventListener('keydown', (event) => {
      // While an input method composes a character, Enter belongs to it.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.root.requestSubmit();
    });
  }

  focus(): void {
    this.#input.focus();
  }

  clear(): void {
    this.#input.value = '';
    this.#fit();
  }

  #fit(): void {
    this.#input.style.height = 'auto';
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, heightPxMax)}px`;
  }
}
