import { WebSocket } from 'ws';

export interface HeldConnectionOptions {
  readonly url: string;
  readonly token: string;
  readonly deviceId: string;
  /** It is welcomed, the first time or again; on the monotonic clock. */
  welcomed(atMs: number): void;
}

/** After an attempt that ended without a word. */
const silentRetryMs = 500;

/** A client that only wants to be connected, and comes back when and as the server says. */
export class HeldConnection {
  /** Closed with 1012. */
  movedMs: number | undefined;
  /** When the server wanted it back, counted from the close. */
  reconnectAfterMs = 0;
  backMs: number | undefined;
  /** How often it was refused because too many came. */
  refusals = 0;
  /** Ends that no close frame announced. */
  resets = 0;
  readonly #options: HeldConnectionOptions;
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isEnded = false;
  #isWelcomed = false;

  constructor(options: HeldConnectionOptions) {
    this.#options = options;
  }

  connect(): void {
    const { url, token, deviceId, welcomed } = this.#options;
    if (this.#isEnded) return;
    let retryAfterMs: number | undefined;
    const socket = new WebSocket(url, { perMessageDeflate: false });
    this.#socket = socket;
    this.#isWelcomed = false;
    socket.on('open', () =>
      socket.send(JSON.stringify({ id: 1, hello: { token, deviceId, platform: 'web', cursor: '' } })),
    );
    socket.once('message', () => {
      this.#isWelcomed = true;
      const nowMs = performance.now();
      if (this.movedMs !== undefined) this.backMs ??= nowMs;
      welcomed(nowMs);
    });
    socket.on('unexpected-response', (_request, response) => {
      this.refusals += 1;
      retryAfterMs = Number(response.headers['retry-after'] ?? '1') * 1_000 * (1 + Math.random() / 4);
      response.resume();
      socket.terminate();
    });
    socket.on('error', () => {});
    socket.on('close', (code, reason) => {
      if (code === 1012 && this.#isWelcomed) {
        this.movedMs = performance.now();
        this.backMs = undefined;
        this.reconnectAfterMs = (JSON.parse(String(reason)) as { reconnectAfterMs: number }).reconnectAfterMs;
        retryAfterMs = this.reconnectAfterMs;
      } else if (retryAfterMs === undefined) this.resets += 1;
      this.#timer = setTimeout(() => this.connect(), retryAfterMs ?? silentRetryMs);
    });
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
  }
}
