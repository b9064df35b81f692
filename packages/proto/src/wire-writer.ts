import { type Halves, splitNumber } from './decimal-64.ts';

/** What most messages fit in; a larger one grows it, and it does not stay large. */
const usualBytes = 64 * 1024;
/** Up to here a string is written character by character, which is faster than a call into the engine. */
const shortLength = 48;

/** Buffer's own methods for one encoding, which its types leave out. */
interface EncodingMethods {
  utf8Write(text: string, offset: number): number;
}

/** Writes protobuf's wire format into memory that all messages share: a message is copied out once, at its end. */
export class WireWriter {
  #buffer = Buffer.allocUnsafeSlow(usualBytes);
  #position = 0;
  readonly #halves: Halves = { low: 0, high: 0 };

  /** Begins a message; what an earlier one left behind when it threw is gone. */
  begin(): void {
    this.#position = 0;
  }

  /** The bytes of the message. */
  finish(): Buffer {
    const bytes = Buffer.allocUnsafe(this.#position);
    this.#buffer.copy(bytes, 0, 0, this.#position);
    if (this.#buffer.length > usualBytes) this.#buffer = Buffer.allocUnsafeSlow(usualBytes);
    return bytes;
  }

  /** A tag or an unsigned number below 2^32. */
  uint32(value: number): void {
    this.#reserve(5);
    const buffer = this.#buffer;
    let rest = value;
    while (rest > 127) {
      buffer[this.#position++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    buffer[this.#position++] = rest;
  }

  /** @throws TypeError not an unsigned 64-bit number */
  uint64(value: unknown): void {
    splitNumber(value, this.#halves);
    let { low, high } = this.#halves;
    this.#reserve(10);
    const buffer = this.#buffer;
    while (high > 0 || low > 127) {
      buffer[this.#position++] = (low & 127) | 128;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    buffer[this.#position++] = low;
  }

  string(text: string): void {
    const { length } = text;
    if (length <= shortLength && this.#ascii(text)) return;
    const byteLength = Buffer.byteLength(text);
    this.uint32(byteLength);
    this.#reserve(byteLength);
    (this.#buffer as unknown as EncodingMethods).utf8Write(text, this.#position);
    this.#position += byteLength;
  }

  bytes(value: Uint8Array): void {
    this.uint32(value.length);
    this.#reserve(value.length);
    this.#buffer.set(value, this.#position);
    this.#position += value.length;
  }

  /** Begins a part with its length before it. Returns what `closePart` needs. */
  openPart(): number {
    this.#reserve(1);
    return this.#position++;
  }

  /** Parts are mostly short, so one byte is kept for the length, and a longer one moves the part. */
  closePart(start: number): void {
    const length = this.#position - start - 1;
    if (length < 128) {
      this.#buffer[start] = length;
      return;
    }
    const lengthBytes = length < 16_384 ? 2 : length < 2_097_152 ? 3 : length < 268_435_456 ? 4 : 5;
    this.#reserve(lengthBytes - 1);
    this.#buffer.copyWithin(start + lengthBytes, start + 1, this.#position);
    this.#position = start;
    this.uint32(length);
    this.#position += length;
  }

  /** False, and nothing is written, if a character takes more than a byte. */
  #ascii(text: string): boolean {
    const { length } = text;
    this.#reserve(length + 1);
    const buffer = this.#buffer;
    let position = this.#position + 1;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > 127) return false;
      buffer[position++] = code;
    }
    buffer[this.#position] = length;
    this.#position = position;
    return true;
  }

  #reserve(byteCount: number): void {
    const needed = this.#position + byteCount;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#position);
    this.#buffer = larger;
  }
}
