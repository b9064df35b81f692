import { once } from 'node:events';
import type { RunningServer } from '@microchat/tests-e2e/server';
import { WireClient, WireFailure, type WireSent } from '@microchat/tests-e2e/wire-client';

export type ServerAddress = Pick<RunningServer, 'gatewayUrl'>;

export interface Acked {
  readonly to: Record<string, string>;
  readonly clientMessageId: string;
  readonly body: string;
  readonly sent: WireSent;
}

const inFlightMax = 4;
/** How soon a lost connection is tried again; a server that restarts is away for about a second. */
const reconnectMs = 50;

/**
 * Sends a fixed list of messages, whatever happens to the server: after every lost connection it connects again and
 * repeats what was not acknowledged under the same clientMessageId, as the protocol tells clients to.
 */
export class SteadySender {
  readonly acked: Acked[] = [];
  reconnects = 0;
  readonly #server: ServerAddress;
  readonly #token: string;
  readonly #deviceId: string;
  #client: WireClient | undefined;

  constructor(server: ServerAddress, token: string, deviceId: string) {
    this.#server = server;
    this.#token = token;
    this.#deviceId = deviceId;
  }

  /** Resolves when every message was acknowledged. */
  async sendAll(messages: readonly Omit<Acked, 'sent'>[]): Promise<void> {
    const waiting = [...messages];
    await Promise.all(
      Array.from({ length: inFlightMax }, async () => {
        for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
          this.acked.push({ ...message, sent: await this.#sendUntilAcked(message) });
        }
      }),
    );
    await this.#client?.close();
  }

  async #sendUntilAcked({ to, clientMessageId, body }: Omit<Acked, 'sent'>): Promise<WireSent> {
    for (;;) {
      try {
        const client = await this.#connected();
        return await client.send(to, clientMessageId, body);
      } catch (error) {
        const definitive = error instanceof WireFailure && error.wire.code !== 'UNAVAILABLE';
        if (definitive) throw error;
        await new Promise((resolve) => setTimeout(resolve, reconnectMs));
      }
    }
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
    await client.hello(this.#token, this.#deviceId);
    return client;
  }
}

const WebSocketState = { open: 1 } as const;
