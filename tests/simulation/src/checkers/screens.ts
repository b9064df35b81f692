import type { Message } from '@microchat/client/protocol/frames';
import type { Device } from '../clients/device.ts';

/** A message as an app showed it. */
export interface ShownMessage {
  readonly index: number;
  readonly messageId: string;
  readonly previousMessageId: string;
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly body: string;
}

export interface Gap {
  readonly fromIndex: number;
  readonly toIndex: number;
}

/** What one device showed of one conversation, in order. */
export interface Screen {
  readonly messages: ShownMessage[];
  readonly gaps: Gap[];
}

/** What all devices showed, by their apps' own events. */
export class Screens {
  readonly #screens = new Map<Device, Map<string, Screen>>();

  shown(device: Device, message: Message): void {
    const { index, messageId, previousMessageId, senderId, clientMessageId, content } = message;
    const body = content.text?.body ?? '';
    this.of(device, message.conversationId).messages.push({
      index,
      messageId,
      previousMessageId,
      senderId,
      clientMessageId,
      body,
    });
  }

  gap(device: Device, conversationId: string, gap: Gap): void {
    this.of(device, conversationId).gaps.push(gap);
  }

  of(device: Device, conversationId: string): Screen {
    const screens = this.#screens.get(device) ?? new Map<string, Screen>();
    this.#screens.set(device, screens);
    const screen = screens.get(conversationId) ?? { messages: [], gaps: [] };
    screens.set(conversationId, screen);
    return screen;
  }

  all(): readonly (readonly [Device, string, Screen])[] {
    return [...this.#screens].flatMap(([device, screens]) =>
      [...screens].map(([conversationId, screen]) => [device, conversationId, screen] as const),
    );
  }
}
