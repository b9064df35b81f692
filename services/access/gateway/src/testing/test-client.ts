import type { Socket } from 'node:net';
import type { ClientFrame } from '@microchat/proto/microchat/client/v1/ClientFrame';
import type { Message__Output } from '@microchat/proto/microchat/client/v1/Message';
import type { ServerFrame__Output } from '@microchat/proto/microchat/client/v1/ServerFrame';
import { type Encoding, subprotocols } from '@microchat/protocol/encodings';
import { decodeServerFrame, encodeClientFrame } from '@microchat/protocol/frames';
import { WebSocket } from 'ws';

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A client that keeps every frame it gets. */
export class TestClient {
  readonly socket: WebSocket;
  readonly frames: ServerFrame__Output[] = [];
  readonly closed: Promise<Closed>;
  /** Notify frames so far. */
  notifies = 0;
  readonly #encoding: Encoding;
  #arrived: (() => void)[] = [];
  #tcp: Socket | undefined;

  constructor(url: string, encoding: Encoding, headers: Record<string, string> = {}) {
    this.#encoding = encoding;
    this.socket = new WebSocket(url, [subprotocols[encoding]], { headers });
    this.socket.on('upgrade', ({ socket }) => {
      this.#tcp = socket;
    });
    this.socket.on('message', (data, isBinary) => {
      const decoded = decodeServerFrame(encoding, isBinary ? (data as Buffer) : String(data));
      if (!decoded.ok) throw new Error('the gateway sent a frame that is none');
      this.frames.push(decoded.frame);
      if (decoded.frame.notify) this.notifies += 1;
      for (const wake of this.#arrived.splice(0)) wake();
    });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    // A refused upgrade: `opened` rejects, `closed` resolves.
    this.socket.on('error', () => {});
  }

  async opened(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
  }

  send(frame: ClientFrame): void {
    this.socket.send(encodeClientFrame(this.#encoding, frame));
  }

  /** Bytes that no WebSocket library would send. */
  writeRaw(bytes: Buffer): void {
    this.#tcp?.write(bytes);
  }

  /** The first frame, past or to come, that fits. */
  async frame(fits: (frame: ServerFrame__Output) => boolean): Promise<ServerFrame__Output> {
    for (;;) {
      const found = this.frames.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  /** Resolves when so many notify frames have come. */
  async notified(count: number): Promise<void> {
    while (this.notifies < count) await new Promise<void>((resolve) => this.#arrived.push(resolve));
  }

  answer(id: number): Promise<ServerFrame__Output> {
    return this.frame((frame) => frame.id === id);
  }

  /** Resolves when the message with this text has come. */
  async text(body: string): Promise<Message__Output> {
    await this.frame((frame) => frame.notify?.messages.some((message) => textOf(message) === body) ?? false);
    return this.messages.find((message) => textOf(message) === body) as Message__Output;
  }

  /** Answers when everything that the gateway sent before this call has come. */
  async settled(): Promise<void> {
    const pongs = this.frames.filter(({ pong }) => pong).length;
    this.send({ ping: { cursor: '' } });
    await this.frame((frame) => frame.pong !== undefined && this.frames.filter(({ pong }) => pong).length > pongs);
  }

  get messages(): Message__Output[] {
    return this.frames.flatMap(({ notify }) => notify?.messages ?? []);
  }

  get texts(): string[] {
    return this.messages.map(textOf).filter((text) => text !== '');
  }
}

function textOf(message: Message__Output): string {
  return message.content?.text?.body ?? '';
}
