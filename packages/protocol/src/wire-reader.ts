import { isUtf8 } from 'node:buffer';
import { UndecodableError } from './violation.ts';

/** Wire types of protobuf that are in use; groups (3, 4) are not. */
export const wireTypes = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const;

export type WireType = (typeof wireTypes)[keyof typeof wireTypes];

const fieldNumberMax = 2 ** 29 - 1;
const varintBytesMax = 10;

/** Reads protobuf's wire format and checks every length before it moves. Throws UndecodableError, nothing else. */
export class WireReader {
  readonly #bytes: Buffer;
  #position: number;
  readonly #end: number;
  #low = 0;
  #high = 0;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.#position >= this.#end;
  }

  readTag(): { readonly number: number; readonly wireType: WireType } {
    this.#readVarint();
    const number = this.#low >>> 3;
    const wireType = this.#low & 7;
    if (this.#high !== 0 || number === 0 || number > fieldNumberMax) throw new UndecodableError('bad field number');
    if (wireType !== 0 && wireType !== 1 && wireType !== 2 && wireType !== 5) {
      throw new UndecodableError('bad wire type');
    }
    return { number, wireType };
  }

  /** Undefined if the varint is larger than a uint32. */
  readUint32(): number | undefined {
    this.#readVarint();
    return this.#high === 0 ? this.#low : undefined;
  }

  /** As a decimal string. */
  readUint64(): string {
    this.#readVarint();
    if (this.#high === 0) return String(this.#low);
    return String((BigInt(this.#high) << 32n) | BigInt(this.#low));
  }

  /** Undefined if it is not UTF-8. */
  readString(): string | undefined {
    const [start, end] = this.#readSpan();
    const text = this.#bytes.toString('utf8', start, end);
    // Bad bytes decode as U+FFFD, which may also be meant: only then look closer.
    if (text.includes('\uFFFD') && !isUtf8(this.#bytes.subarray(start, end))) return undefined;
    return text;
  }

  /** A copy, so that a small value doesn't keep a large frame alive. */
  readBytes(): Buffer {
    const [start, end] = this.#readSpan();
    return Buffer.from(this.#bytes.subarray(start, end));
  }

  readMessage(): WireReader {
    const [start, end] = this.#readSpan();
    return new WireReader(this.#bytes, start, end);
  }

  skip(wireType: WireType): void {
    if (wireType === wireTypes.varint) this.#readVarint();
    else if (wireType === wireTypes.fixed64) this.#advance(8);
    else if (wireType === wireTypes.fixed32) this.#advance(4);
    else this.#readSpan();
  }

  #readSpan(): [start: number, end: number] {
    this.#readVarint();
    const start = this.#position;
    this.#advance(this.#high === 0 ? this.#low : Number.POSITIVE_INFINITY);
    return [start, this.#position];
  }

  #advance(byteCount: number): void {
    if (byteCount > this.#end - this.#position) throw new UndecodableError('truncated');
    this.#position += byteCount;
  }

  /** Leaves the value in #low and #high. Padded varints are valid, more than 64 bits are not. */
  #readVarint(): void {
    let low = 0;
    let high = 0;
    for (let index = 0; index < varintBytesMax; index++) {
      if (this.#position >= this.#end) throw new UndecodableError('truncated');
      const byte = this.#bytes[this.#position++] as number;
      const bits = byte & 0x7f;
      const shift = index * 7;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else if (byte > 1) throw new UndecodableError('varint longer than 64 bits');
      else high |= bits << 31;
      if (byte < 0x80) {
        this.#low = low >>> 0;
        this.#high = high >>> 0;
        return;
      }
    }
    throw new UndecodableError('varint longer than 64 bits');
  }
}
