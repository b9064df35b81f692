import type { WebSocketConstructor } from '../connection/web-socket.ts';
import type { ClientFrame } from '../protocol/frames.ts';
import type { FakeConnection, FakeServer } from './fake-server.ts';

/** The network between client and fake server. Mutable: tests cut and freeze it. */
export interface FakeNetwork {
  /** False: new sockets fail. */
  reachable: boolean;
  /** True: frames vanish without an error, both ways. */
  silent: boolean;
  /** Cuts every open socket (close code 1006). */
  cut(): void;
  readonly WebSocket: WebSocketConstructor;
  /** Sockets that were opened so far. */
  opened: number;
}

type SocketListener = (event: object) => void;

/** WebSockets that lead straight to a FakeServer, without I/O; every frame takes one microtask. */
export function fakeNetwork(server: FakeServer): FakeNetwork {
  const sockets = new Set<FakeWebSocket>();

  class FakeWebSocket {
    readonly #listeners = new Map<string, SocketListener[]>();
    #connection: FakeConnection | undefined;

    constructor() {
      queueMicrotask(() => this.#open());
    }

    addEventListener(type: string, listener: (event: never) => void): void {
      this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener as SocketListener]);
    }

    send(text: string): void {
      const frame = JSON.parse(text) as ClientFrame;
      queueMicrotask(() => {
        if (!network.silent) this.#connection?.receive(frame);
      });
    }

    close(): void {
      this.end(1000, '');
    }

    end(code: number, reason: string): void {
      if (!sockets.delete(this)) return;
      this.#connection?.gone();
      this.#connection = undefined;
      queueMicrotask(() => this.#emit('close', { code, reason }));
    }

    #open(): void {
      if (!network.reachable) {
        this.#emit('error', {});
        return this.#emit('close', { code: 1006, reason: '' });
      }
      sockets.add(this);
      network.opened += 1;
      this.#connection = server.connect(
        (frame) => {
          const data = JSON.stringify(frame);
          queueMicrotask(() => {
            if (!network.silent && sockets.has(this)) this.#emit('message', { data });
          });
        },
        (code, reason) => this.end(code, reason),
      );
      this.#emit('open', {});
    }

    #emit(type: string, event: object): void {
      for (const listener of this.#listeners.get(type) ?? []) listener(event);
    }
  }

  const network: FakeNetwork = {
    reachable: true,
    silent: false,
    opened: 0,
    cut: () => {
      for (const socket of [...sockets]) socket.end(1006, '');
    },
    WebSocket: FakeWebSocket,
  };
  return network;
}
