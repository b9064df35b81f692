import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { MicroChatError } from '@microchat/client/errors';
import type { RunningServer } from '@microchat/tests-e2e/server';
import { WireClient, WireFailure, type WireSent } from '@microchat/tests-e2e/wire-client';

export type ServerAddress = Pick<RunningServer, 'gatewayUrl'>;

export interface Outgoing {
  readonly to: Record<string, string>;
  readonly clientMessageId: string;
  readonly body: string;
}

export interface Acked extends Outgoing {
  readonly sent: WireSent;
  /** On the monotonic clock: when it was sent first, and when it was acknowledged. */
  readonly firstSentAtMs: number;
  readonly ackedAtMs: number;
}

export interface SenderPace {
  /** Default 4. */
  readonly inFlightMax?: number;
  /** Between an acknowledgement and the next send. Default 0. */
  readonly pauseMs?: number;
}

/** How soon a lost connection is tried again; a server that restarts is away for about a second. */
const reconnectMs = 50;

/**
 * Sends messages, whatever happens to the server: after every lost connection it connects again and repeats what was not
 * acknowledged under the same clientMessageId, as the protocol tells clients to.
 */
export class SteadySender {
  readonly acked: Acked[] = [];
  /** How often it was refused for now, by code and reason. */
  readonly refusals = new Map<string, number>();
  reconnects = 0;
  readonly #server: ServerAddress;
  readonly #token: string;
  readonly #deviceId: string;
  readonly #inFlightMax: number;
  readonly #pauseMs: number;
  #client: WireClient | undefined;

  constructor(server: ServerAddress, token: string, deviceId: string, pace: SenderPace = {}) {
    this.#server = server;
    this.#token = token;
    this.#deviceId = deviceId;
    this.#inFlightMax = pace.inFlightMax ?? 4;
    this.#pauseMs = pace.pauseMs ?? 0;
  }

  /** Resolves when every message was acknowledged. @throws WireFailure when one is refused for good. */
  async sendAll(messages: Iterable<Outgoing>): Promise<void> {
    const waiting = messages[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: this.#inFlightMax }, async () => {
        for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
          this.acked.push(await this.#sendUntilAcked(next.value));
          if (this.#pauseMs > 0) await sleep(this.#pauseMs);
        }
      }),
    );
    await this.#client?.close();
  }

  async #sendUntilAcked(message: Outgoing): Promise<Acked> {
    const firstSentAtMs = performance.now();
    for (;;) {
      try {
        const client = await this.#connected();
        const sent = await client.send(message.to, message.clientMessageId, message.body);
        return { ...message, sent, firstSentAtMs, ackedAtMs: performance.now() };
      } catch (error) {
        await sleep(Math.max(reconnectMs, this.#retryAfterMs(error)));
      }
    }
  }

  /** @throws the error if it is definitive. */
  #retryAfterMs(error: unknown): number {
    if (!(error instanceof WireFailure)) return 0;
    const refusal = MicroChatError.fromFrame(error.wire);
    if (!refusal.retryable) throw error;
    const name = `${refusal.code}/${refusal.reason}`;
    this.refusals.set(name, (this.refusals.get(name) ?? 0) + 1);
    return refusal.retryAfterMs;
  }

  #connecting: Promise<WireClient> | undefined;

  /** The one connection that all messages in flight share. */
  async #connected(): Promise<WireClient> {
    if (this.#client?.socket.readyState === WebSocketState.open) return this.#client;
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    this.#client = await this.#connecting;
    return this.#client;
  }

  async #connect(): Promise<WireClient> {
    this.reconnects += 1;
    const client = new WireClient(this.#server.gatewayUrl);
    await Promise.race([
      once(client.socket, 'open'),
      once(client.socket, 'close').then(() => {
        throw new Error('refused');
      }),
    ]);
    try {
      await client.hello(this.#token, this.#deviceId);
      return client;
    } catch (error) {
      await client.close();
      throw error;
    }
  }
}

const WebSocketState = { open: 1 } as const;
