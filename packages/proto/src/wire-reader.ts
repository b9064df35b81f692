import { joinDecimal } from './decimal-64.ts';

interface EncodingMethods {
  utf8Slice(start: number, end: number): string;
}

/** Groups, which nothing here has, would be 3 and 4. */
export const wireTypes = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;

/** Reads protobuf's wire format. Every method throws RangeError where the bytes end too early. */
export class WireReader {
  readonly #bytes: Buffer;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get end(): number {
    return this.#bytes.length;
  }

  /** Something is left before `end`. */
  isBefore(end: number): boolean {
    return this.#position < end;
  }

  /** What is beyond 32 bits is dropped. */
  uint32(): number {
    const bytes = this.#bytes;
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[this.#position++];
      if (byte === undefined) throw truncated();
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw malformed();
  }

  bool(): boolean {
    return this.uint64() !== '0';
  }

  /** In decimal. */
  uint64(): string {
    const bytes = this.#bytes;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[this.#position++];
      if (byte === undefined) throw truncated();
      const part = byte & 127;
      if (shift < 28) low |= part << shift;
      else if (shift === 28) {
        low |= part << 28;
        high = part >>> 4;
      } else high |= part << (shift - 32);
      if (byte < 128) return joinDecimal(low >>> 0, high >>> 0);
    }
    throw malformed();
  }

  string(): string {
    const end = this.partEnd();
    const text = (this.#bytes as unknown as EncodingMethods).utf8Slice(this.#position, end);
    this.#position = end;
    return text;
  }

  /** The same memory. */
  bytes(): Buffer {
    const end = this.partEnd();
    const part = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return part;
  }

  /** Reads the length of a part: where it ends. */
  partEnd(): number {
    const length = this.uint32();
    const end = this.#position + length;
    if (end > this.#bytes.length) throw truncated();
    return end;
  }

  /** A part ended where it said that it would. */
  assertAt(end: number): void {
    if (this.#position !== end) throw malformed();
  }

  /** Passes the value behind an unknown tag. */
  skip(wireType: number): void {
    switch (wireType) {
      case wireTypes.varint:
        this.uint32();
        return;
      case wireTypes.fixed64:
        return this.#pass(8);
      case wireTypes.delimited:
        this.#position = this.partEnd();
        return;
      case wireTypes.fixed32:
        return this.#pass(4);
      default:
        throw malformed();
    }
  }

  #pass(byteCount: number): void {
    this.#position += byteCount;
    if (this.#position > this.#bytes.length) throw truncated();
  }
}

function truncated(): RangeError {
  return new RangeError('the message ends too early');
}

function malformed(): RangeError {
  return new RangeError('the message is malformed');
}
