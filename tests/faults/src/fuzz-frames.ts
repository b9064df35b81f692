import { encodeClientFrame } from '@microchat/protocol/frames';
import type { SeededRandom } from '@microchat/testkit/seeded-random';

export type FuzzEncoding = 'json' | 'proto';

/** A frame that a client could send by mistake or on purpose. */
export interface FuzzFrame {
  readonly data: string | Buffer;
}

const nasty: readonly unknown[] = [
  null,
  '',
  'x'.repeat(5_000),
  -1,
  0,
  1.5,
  4_294_967_295,
  4_294_967_296,
  1e300,
  true,
  [],
  {},
  [[[[[[[[]]]]]]]],
  { text: { body: 'x' } },
  '\u0000\ud800',
  's~alice~bob',
  'g~team',
  '__proto__',
];

function isEncodable(value: unknown): boolean {
  return typeof value === 'string' || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32);
}

/** Draws frames: well-formed ones, well-formed ones with a wound, and garbage. Every draw is decided by the seed. */
export class FuzzFrames {
  readonly #random: SeededRandom;
  readonly #encoding: FuzzEncoding;

  constructor(random: SeededRandom, encoding: FuzzEncoding) {
    this.#random = random;
    this.#encoding = encoding;
  }

  next(): FuzzFrame {
    const dice = this.#random.next();
    // Most frames leave the connection open, so that what follows is read in every state that it can have.
    if (dice < 0.4) return { data: this.#encode(this.#wellFormed()) };
    if (dice < 0.9) return { data: this.#wounded() };
    if (dice < 0.96) return { data: this.#mutated(this.#encode(this.#wellFormed())) };
    return { data: this.#garbage() };
  }

  #encode(frame: Record<string, unknown>): string | Buffer {
    return this.#encoding === 'json' ? JSON.stringify(frame) : encodeClientFrame('proto', frame);
  }

  #wellFormed(): Record<string, unknown> {
    const id = this.#integer(1_000);
    const conversationId = this.#pick(['s~fuzz~peer', 'g~none', 's~a~b', 'nonsense']);
    return this.#pick([
      () => ({
        id,
        send: {
          to: { userId: this.#pick(['peer', 'nobody', 'fuzz']) },
          clientMessageId: `f-${this.#integer(500)}`,
          content: { text: { body: 'x'.repeat(1 + this.#integer(200)) } },
        },
      }),
      () => ({ id, pull: { conversationId, afterIndex: this.#integer(50), limit: this.#integer(300) } }),
      () => ({ id, read: { conversationId, index: this.#integer(100) } }),
      () => ({ id, sync: { cursor: this.#pick(['', 'AAAA', 'x'.repeat(500)]), limit: this.#integer(1_000) } }),
      () => ({ ping: { cursor: '' } }),
      () => ({ ack: { received: 0, positions: [{ conversationId, index: this.#integer(10) }] } }),
    ])();
  }

  /** One field of a well-formed frame replaced by something that does not belong there. */
  #wounded(): string | Buffer {
    const frame = this.#wellFormed();
    let target = frame;
    for (;;) {
      const keys = Object.keys(target);
      const key = keys[this.#integer(keys.length)];
      if (key === undefined) break;
      const value = target[key];
      if (typeof value === 'object' && value !== null && this.#random.next() < 0.7) {
        target = value as Record<string, unknown>;
        continue;
      }
      target[key] = this.#wound(value);
      break;
    }
    return this.#encode(frame);
  }

  /** JSON can put anything anywhere; protobuf keeps the type, so there only the value is out of place. */
  #wound(value: unknown): unknown {
    if (this.#encoding === 'json') return this.#pick(nasty);
    if (typeof value === 'object') return Array.isArray(value) ? [] : {};
    return this.#pick(nasty.filter((candidate) => typeof candidate === typeof value && isEncodable(candidate)));
  }

  #mutated(data: string | Buffer): string | Buffer {
    const bytes = Buffer.from(data);
    for (let change = 0; change <= this.#integer(4) && bytes.length > 0; change += 1) {
      bytes[this.#integer(bytes.length)] = this.#integer(256);
    }
    const cut = this.#random.next() < 0.3 ? bytes.subarray(0, this.#integer(bytes.length)) : bytes;
    return this.#encoding === 'json' ? cut.toString('latin1') : cut;
  }

  #garbage(): string | Buffer {
    const bytes = Buffer.from(this.#random.bytes(this.#integer(300)));
    return this.#encoding === 'json' ? bytes.toString('latin1') : bytes;
  }

  #integer(below: number): number {
    return Math.floor(this.#random.next() * below);
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[this.#integer(values.length)] as Value;
  }
}
