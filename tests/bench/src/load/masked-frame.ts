/** Any non-zero key: with zeros `ws` skips the unmasking, which no real client allows it. */
const mask = Buffer.from([0x5a, 0x13, 0xc7, 0x3e]);
const smallMax = 125;

/** Where the payload begins in a client's frame with so many bytes of it. */
function headerBytes(payloadBytes: number): number {
  return payloadBytes <= smallMax ? 6 : 8;
}

/** A client's WebSocket frame. At most 64 KiB. */
export function maskedFrame(payload: Buffer, isBinary: boolean): Buffer {
  const start = headerBytes(payload.length);
  const frame = Buffer.allocUnsafe(start + payload.length);
  frame[0] = isBinary ? 0x82 : 0x81;
  if (payload.length <= smallMax) frame[1] = 0x80 | payload.length;
  else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(payload.length, 2);
  }
  mask.copy(frame, start - 4);
  for (let at = 0; at < payload.length; at += 1) frame[start + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return frame;
}

/** A frame that is made once; its numbers are exchanged in place, so that a message costs the generator a copy. */
export class FrameTemplate {
  readonly #frame: Buffer;
  readonly #start: number;

  constructor(payload: Buffer, isBinary: boolean) {
    this.#frame = maskedFrame(payload, isBinary);
    this.#start = headerBytes(payload.length);
  }

  copy(): Buffer {
    return Buffer.from(this.#frame);
  }

  /** Overwrites bytes of the payload of a copy. */
  setByte(copy: Buffer, at: number, byte: number): void {
    copy[this.#start + at] = byte ^ (mask[at & 3] ?? 0);
  }

  /** Overwrites `width` decimal digits of the payload of a copy. */
  setDigits(copy: Buffer, at: number, width: number, value: number): void {
    let rest = value;
    for (let digit = width - 1; digit >= 0; digit -= 1) {
      this.setByte(copy, at + digit, 0x30 + (rest % 10));
      rest = Math.floor(rest / 10);
    }
  }
}
