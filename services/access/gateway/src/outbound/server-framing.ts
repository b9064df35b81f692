import type { Encoding } from '@microchat/protocol/encodings';

/** FIN and opcode of an unfragmented data frame (RFC 6455, 5.2). */
const firstByte: Record<Encoding, number> = { json: 0x81, proto: 0x82 };

/**
 * A whole WebSocket frame as a server sends it: no mask, no fragments, no extension. The bytes hold nothing of a
 * connection, so all receivers of a frame share them.
 */
export function frameOf(encoding: Encoding, payload: string | Buffer): Buffer {
  const payloadBytes = Buffer.byteLength(payload);
  const headerBytes = headerLength(payloadBytes);
  const frame = Buffer.allocUnsafe(headerBytes + payloadBytes);
  frame[0] = firstByte[encoding];
  if (headerBytes === 2) frame[1] = payloadBytes;
  else if (headerBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(payloadBytes, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(payloadBytes), 2);
  }
  if (typeof payload === 'string') frame.write(payload, headerBytes, 'utf8');
  else payload.copy(frame, headerBytes);
  return frame;
}

function headerLength(payloadBytes: number): number {
  if (payloadBytes < 126) return 2;
  return payloadBytes < 65_536 ? 4 : 10;
}
