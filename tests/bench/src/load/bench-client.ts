import { type Encoding, subprotocols } from '@microchat/protocol/encodings';
import { decodeServerFrame, type encodeClientFrame } from '@microchat/protocol/frames';
import { type FrameHandler, LeanSocket } from './lean-socket.ts';
import type { WireAnswer } from './light-decode.ts';
import { maskedFrame } from './masked-frame.ts';
import { payloadOf } from './send-template.ts';
import { frameKind } from './server-frames.ts';

type ClientFrame = Parameters<typeof encodeClientFrame>[1];
type DecodedServerFrame = Extract<ReturnType<typeof decodeServerFrame>, { ok: true }>['frame'];

export interface Login {
  readonly url: string;
  readonly encoding: Encoding;
  readonly token: string;
  readonly deviceId: string;
  readonly cursor?: string;
}

/** A connected device that counts notify frames and acknowledges them in groups of `ackFramesMax`. */
export class BenchClient {
  readonly encoding: Encoding;
  /** From the welcome; stands in for the token when connecting again. */
  ticket = '';
  cursor = '';
  /** Conversations in the welcome, and whether there are more than fit. */
  welcomed: { readonly count: number; readonly hasMore: boolean } = { count: 0, hasMore: false };
  onNotify: FrameHandler = () => {};
  onAnswer: FrameHandler = () => {};
  ackFramesMax = 200;
  readonly socket: LeanSocket;
  #received = 0;
  #acked = 0;

  private constructor(socket: LeanSocket, encoding: Encoding) {
    this.socket = socket;
    this.encoding = encoding;
  }

  /** Resolves with the welcome. Rejects when the server refuses. */
  static async connect(login: Login): Promise<BenchClient> {
    const { url, encoding, token, deviceId, cursor = '' } = login;
    const client = new BenchClient(await LeanSocket.open(url, subprotocols[encoding]), encoding);
    const { welcome } = await client.request({ hello: { token, deviceId, platform: 'bench', cursor } });
    if (!welcome) throw new Error(`no welcome for ${deviceId}`);
    client.ticket = welcome.ticket;
    client.cursor = welcome.changes?.cursor ?? '';
    client.welcomed = {
      count: welcome.changes?.conversations.length ?? 0,
      hasMore: welcome.changes?.hasMore ?? false,
    };
    client.socket.onFrame = (data, start, end) => client.#take(data, start, end);
    return client;
  }

  /** Sends a ready-made frame. */
  write(frame: Buffer): void {
    this.socket.write(frame);
  }

  send(frame: ClientFrame): void {
    this.socket.write(maskedFrame(payloadOf(this.encoding, frame), this.encoding === 'proto'));
  }

  /** One request with nothing else under way, its answer decoded. For set-up and for requests that are themselves measured. */
  request(frame: ClientFrame): Promise<DecodedServerFrame> {
    return new Promise((resolve, reject) => {
      const before = this.socket.onFrame;
      this.socket.onClose = (code) => reject(new Error(`closed with ${code}`));
      this.socket.onFrame = (data, start, end) => {
        if (frameKind(this.encoding, data, start) !== 'answer') return this.#take(data, start, end);
        this.socket.onFrame = before;
        this.socket.onClose = () => {};
        const answer = this.decode(data, start, end);
        if (answer.error) reject(new Error(`${answer.error.reason} ${answer.error.field}`));
        else resolve(answer);
      };
      this.send({ id: 1, ...frame });
    });
  }

  decode(data: Buffer, start: number, end: number): DecodedServerFrame {
    const payload = this.encoding === 'json' ? data.toString('utf8', start, end) : data.subarray(start, end);
    const decoded = decodeServerFrame(this.encoding, payload);
    if (!decoded.ok) throw new Error('undecodable frame from the server');
    return decoded.frame;
  }

  /** The same without checks, for what is decoded while something is measured. */
  lightDecode(data: Buffer, start: number, end: number): WireAnswer {
    return this.encoding === 'json'
      ? (JSON.parse(data.toString('utf8', start, end)) as WireAnswer)
      : this.decode(data, start, end);
  }

  /** Acknowledges what was received since the last time. */
  ack(): void {
    if (this.#acked === this.#received) return;
    this.#acked = this.#received;
    this.send({ ack: { received: this.#received } });
  }

  close(): void {
    this.socket.destroy();
  }

  #take(data: Buffer, start: number, end: number): void {
    const kind = frameKind(this.encoding, data, start);
    if (kind === 'answer') this.onAnswer(data, start, end);
    if (kind !== 'notify') return;
    this.#received += 1;
    if (this.#received - this.#acked >= this.ackFramesMax) this.ack();
    this.onNotify(data, start, end);
  }
}
