import { type Encoding } from '@microchat/protocol/encodings';
import { encodeClientFrame } from '@microchat/protocol/frames';
import { FrameTemplate } from './masked-frame.ts';

/** Request ids are four-byte varints and seven digits: the same place in every frame. */
const firstId = 2 ** 21;
export const idsMax = 1_000_000;
const numberDigits = 12;
export const stampDigits = 15;
const bodyBytes = 100;

export type SendTarget =
  | { readonly userId: string }
  | { readonly groupId: string }
  | { readonly conversationId: string };

/** A `send` with 100 bytes of text to one conversation. Number and stamp of each message are exchanged in the made frame. */
export class SendTemplate {
  readonly #template: FrameTemplate;
  readonly #encoding: Encoding;
  readonly #idAt: number;
  readonly #numberAt: number;
  readonly #stampAt: number;

  /** `prefix`: what the client message ids begin with, so that no run repeats those of another. */
  constructor(encoding: Encoding, to: SendTarget, prefix: string) {
    const marker = '7'.repeat(numberDigits);
    const stamp = '8'.repeat(stampDigits);
    const payload = payloadOf(encoding, {
      id: firstId,
      send: {
        to,
        clientMessageId: `${prefix}${marker}`,
        content: { text: { body: stamp.padEnd(bodyBytes, 'x') } },
      },
    });
    this.#encoding = encoding;
    this.#template = new FrameTemplate(payload, encoding === 'proto');
    this.#idAt = encoding === 'proto' ? 1 : payload.indexOf(String(firstId));
    this.#numberAt = payload.indexOf(marker);
    this.#stampAt = payload.indexOf(stamp);
  }

  /** `id`: below `idsMax`; the answer has it. `number`: makes the client message id. `stamp`: the body begins with it. */
  frame(id: number, number: number, stamp = 0): Buffer {
    const frame = this.#template.copy();
    if (this.#encoding === 'json') this.#template.setDigits(frame, this.#idAt, 7, firstId + id);
    else setVarint(this.#template, frame, this.#idAt, firstId + id);
    this.#template.setDigits(frame, this.#numberAt, numberDigits, number);
    this.#template.setDigits(frame, this.#stampAt, stampDigits, stamp);
    return frame;
  }
}

/** The `id` that was given to `frame`, from the one that the answer has. */
export function idOfAnswer(answerId: number): number {
  return answerId - firstId;
}

export function payloadOf(encoding: Encoding, frame: Parameters<typeof encodeClientFrame>[1]): Buffer {
  return encoding === 'json' ? Buffer.from(encodeClientFrame('json', frame)) : encodeClientFrame('proto', frame);
}

function setVarint(template: FrameTemplate, frame: Buffer, at: number, value: number): void {
  template.setByte(frame, at, (value & 0x7f) | 0x80);
  template.setByte(frame, at + 1, ((value >>> 7) & 0x7f) | 0x80);
  template.setByte(frame, at + 2, ((value >>> 14) & 0x7f) | 0x80);
  template.setByte(frame, at + 3, (value >>> 21) & 0x7f);
}
