import { connect, type Socket } from 'node:net';

/** Sockets are read one after the other, so all share one buffer; what is kept of it is copied. */
const readBuffer = Buffer.allocUnsafe(256 * 1024);
const nothing = Buffer.alloc(0);
const key = Buffer.from('microchat-bench!').toString('base64');

/** A frame's payload is `data` from `start` to `end`, good until the handler returns. */
export type FrameHandler = (data: Buffer, start: number, end: number) => void;

/**
 * A WebSocket client that costs the load generator little more than its system calls: frames come ready made, and of
 * what is received nothing is copied or parsed that nobody asks for. Knows no fragments, for the servers here send none.
 */
export class LeanSocket {
  onFrame: FrameHandler = () => {};
  /** With the code of the close frame, 0 if there was none. */
  onClose: (code: number) => void = () => {};
  readonly #socket: Socket;
  #rest = nothing;
  #isOpen = false;
  #code = 0;

  private constructor(port: number, path: string, subprotocol: string | undefined, opened: (error?: Error) => void) {
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          if (this.#isOpen) this.#takeFrames(readBuffer.subarray(0, length));
          else this.#takeHandshake(Buffer.from(readBuffer.subarray(0, length)), opened);
          return true;
        },
      },
    });
    this.#socket.on('error', (error) => opened(error));
    this.#socket.on('close', () => {
      opened(new Error('closed'));
      this.onClose(this.#code);
    });
    const protocol = subprotocol === undefined ? '' : `Sec-WebSocket-Protocol: ${subprotocol}\r\n`;
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n${protocol}\r\n`,
    );
  }

  static open(url: string, subprotocol?: string): Promise<LeanSocket> {
    const { port, pathname } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket: LeanSocket = new LeanSocket(Number(port), pathname, subprotocol, (error) => {
        if (error === undefined) resolve(socket);
        else reject(error);
      });
    });
  }

  write(frame: Buffer): void {
    this.#socket.write(frame);
  }

  destroy(): void {
    this.onFrame = () => {};
    this.onClose = () => {};
    this.#socket.destroy();
  }

  #takeHandshake(chunk: Buffer, opened: (error?: Error) => void): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end === -1) return;
    const status = this.#rest.toString('latin1', 9, 12);
    if (status !== '101') {
      opened(new Error(`upgrade answered with ${status}`));
      this.#socket.destroy();
      return;
    }
    const frames = this.#rest.subarray(end + 4);
    this.#rest = nothing;
    this.#isOpen = true;
    opened();
    if (frames.length > 0) this.#takeFrames(frames);
  }

  #takeFrames(chunk: Buffer): void {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (at + 2 <= data.length) {
      let start = at + 2;
      let length = (data[at + 1] ?? 0) & 0x7f;
      if (length === 126) {
        if (at + 4 > data.length) break;
        length = data.readUInt16BE(at + 2);
        start = at + 4;
      } else if (length === 127) {
        if (at + 10 > data.length) break;
        length = data.readUInt32BE(at + 6);
        start = at + 10;
      }
      const end = start + length;
      if (end > data.length) break;
      const opcode = (data[at] ?? 0) & 0x0f;
      if (opcode <= 2) this.onFrame(data, start, end);
      else if (opcode === 8 && length >= 2) this.#code = data.readUInt16BE(start);
      at = end;
    }
    this.#rest = at === data.length ? nothing : Buffer.from(data.subarray(at));
  }
}
