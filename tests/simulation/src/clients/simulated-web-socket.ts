import type { WebSocketConstructor, WebSocketLike } from '@microchat/client/connection/web-socket';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import { ClientLink } from './client-link.ts';
import { readFrames } from './frame-reader.ts';
import type { GatewayPorts } from './gateway-ports.ts';

export interface SimulatedWebSocketOptions {
  readonly world: World;
  readonly network: Network;
  readonly gateways: GatewayPorts;
  /** All that the load balancer may choose. */
  readonly addresses: readonly string[];
  readonly life: Life;
  readonly random: SeededRandom;
  /** A link stands. */
  linked(link: ClientLink): void;
  frameSent(text: string): void;
  /** A frame of the server, before the client sees it. */
  frameCame(text: string): void;
}

const textOpcode = 1;
const abnormalCode = 1006;

type SocketListener = (event: never) => void;

/** The WebSocket class of one app. */
export function simulatedWebSocket(options: SimulatedWebSocketOptions): WebSocketConstructor {
  return class extends SimulatedWebSocket {
    constructor() {
      super(options);
    }
  };
}

/** A client's end of a WebSocket: frames are read from the bytes that the gateway wrote. */
class SimulatedWebSocket implements WebSocketLike {
  readonly #options: SimulatedWebSocketOptions;
  readonly #listeners = new Map<string, SocketListener[]>();
  #link: ClientLink | undefined;
  #isClosed = false;

  constructor(options: SimulatedWebSocketOptions) {
    this.#options = options;
    const { world, network, life, random, addresses } = options;
    const address = random.pick(addresses);
    // A SYN, the handshake, the upgrade.
    const delayMs = network.latencyMs(random) * 3;
    world.time.schedule(delayMs, `${life.name} connects to ${address}`, () => this.#connect(address));
  }

  addEventListener(type: string, listener: SocketListener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    this.#options.frameSent(text);
    this.#link?.sendUp(text);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#link?.clientGone();
  }

  #connect(address: string): void {
    const { world, network, gateways, life, random, linked } = this.#options;
    if (this.#isClosed || !life.isAlive) return;
    const gateway = gateways.at(address);
    if (gateway === undefined) {
      world.faults.fired('client: refused by a gateway that is not there');
      this.#isClosed = true;
      return life.run(() => {
        this.#emit('error', {});
        this.#emit('close', { code: abnormalCode, reason: '' });
      });
    }
    const client = {
      life,
      bytesCame: (bytes: Buffer) => this.#receive(bytes),
      closed: (code: number, reason: string) => {
        if (this.#isClosed) return;
        this.#isClosed = true;
        this.#emit('close', { code, reason });
      },
    };
    const link = new ClientLink({ world, network, gateway, client, random });
    this.#link = link;
    linked(link);
    gateway.life.run(() => {
      gateway.accept({
        wire: link.wire,
        events: link.events,
        encoding: 'json',
        admission: { welcomed: () => undefined },
      });
      world.time.schedule(network.latencyMs(random), '', () => {
        life.run(() => {
          if (!this.#isClosed) this.#emit('open', {});
        });
      });
    });
  }

  #receive(bytes: Buffer): void {
    const { world, life, frameCame } = this.#options;
    for (const { opcode, payload } of readFrames(bytes)) {
      if (opcode !== textOpcode || this.#isClosed) continue;
      const data = payload.toString();
      world.time.note(`${life.name} < ${data}`);
      frameCame(data);
      this.#emit('message', { data });
    }
  }

  #emit(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }
}
