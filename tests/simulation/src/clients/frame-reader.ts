/** A WebSocket frame as the server writes it (RFC 6455): final, not masked. */
export interface WebSocketFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

const extended16 = 126;
const extended64 = 127;

/** All frames in `bytes`, which the gateway writes whole. @throws Error what is there is no frame. */
export function readFrames(bytes: Buffer): readonly WebSocketFrame[] {
  const frames: WebSocketFrame[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes.readUInt8(at);
    const second = bytes.readUInt8(at + 1);
    if ((first & 0x80) === 0 || (second & 0x80) !== 0) throw new Error('a fragment or a masked frame from the server');
    at += 2;
    let length = second & 0x7f;
    if (length === extended16) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (length === extended64) {
      length = Number(bytes.readBigUInt64BE(at));
      at += 8;
    }
    if (at + length > bytes.length) throw new Error('half a frame in one write');
    frames.push({ opcode: first & 0x0f, payload: bytes.subarray(at, at + length) });
    at += length;
  }
  return frames;
}
