import type { Status } from '@microchat/client/client-options';

import type { ChatModel } from './chat-model.ts';
import { element } from './dom.ts';

/** The dot beside the user's name, and the banner that appears while there is no connection. */
export class StatusView {
  readonly line = element('span', { class: 'status', 'data-testid': 'status', role: 'status' });
  readonly banner = element('div', { class: 'banner', 'data-testid': 'banner', hidden: true });
  readonly #model: ChatModel;
  readonly #restart: () => void;

  constructor(model: ChatModel, restart: () => void) {
    this.#model = model;
    this.#restart = restart;
  }

  draw(): void {
    const { status } = this.#model.client;
    this.line.textContent = statusText(status);
    this.line.dataset['state'] = status.state;
    const content = this.#bannerContent(status);
    this.banner.hidden = content.length === 0;
    this.banner.replaceChildren(...content);
  }

  #bannerContent(status: Status): readonly (Node | string)[] {
    if (status.state === 'stopped') {
      const again = element('button', { class: 'link', 'data-testid': 'restart' }, 'Connect again');
      again.addEventListener('click', () => this.#restart());
      return [`${status.error.message}. `, again];
    }
    if (status.state !== 'online' && this.#model.wasOnline) {
      const retry = element('button', { class: 'link' }, 'Try now');
      retry.addEventListener('click', () => this.#model.client.wake());
      return ['Connection lost. Messages are sent when it is back. ', retry];
    }
    if (this.#model.notice === '') return [];
    const close = element('button', { class: 'link' }, 'Close');
    close.addEventListener('click', () => this.#model.tell(''));
    return [`${this.#model.notice} `, close];
  }
}

function statusText(status: Status): string {
  switch (status.state) {
    case 'online':
      return 'Online';
    case 'connecting':
      return 'Connecting…';
    case 'offline':
      return `Offline, next try in ${Math.max(1, Math.round(status.retryInMs / 1_000))} s`;
    case 'stopped':
      return 'Disconnected';
    case 'closed':
      return 'Closed';
  }
}
