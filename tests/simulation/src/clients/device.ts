import { MicroChatClient } from '@microchat/client/client';
import type { Status } from '@microchat/client/client-options';
import type { Message } from '@microchat/client/protocol/frames';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import { Life, type WallClock } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { ClientLink } from './client-link.ts';
import { DeviceDisk } from './device-store.ts';
import type { GatewayPorts } from './gateway-ports.ts';
import { simulatedWebSocket } from './simulated-web-socket.ts';

export interface DeviceOptions {
  readonly world: World;
  readonly network: Network;
  readonly gateways: GatewayPorts;
  readonly gatewayAddresses: readonly string[];
  readonly userId: string;
  readonly deviceId: string;
  token(userId: string): Promise<string>;
  observer: DeviceObserver;
}

/** What checkers are told of a device, as it happens. */
export interface DeviceObserver {
  /** A frame is on its way. */
  frameSent(device: Device, text: string): void;
  /** A frame has reached the device. */
  frameCame(device: Device, text: string): void;
  /** The app has shown a message. */
  shown(device: Device, message: Message): void;
  /** The app was told that it has to fetch these itself. */
  gap(device: Device, gap: { conversationId: string; fromIndex: number; toIndex: number }): void;
  status(device: Device, status: Status): void;
  linked(device: Device, link: ClientLink): void;
}

/** A person's device: its disk, and the app on it, which may end and start again. */
export class Device {
  readonly name: string;
  readonly userId: string;
  readonly disk: DeviceDisk;
  /** Times that the app was started. */
  starts = 0;
  status: Status = { state: 'closed' };
  readonly #options: DeviceOptions;
  readonly #random: SeededRandom;
  readonly #wall: WallClock = { skewMs: 0 };
  #life: Life | undefined;
  #client: MicroChatClient | undefined;
  #link: ClientLink | undefined;
  #ids = 0;

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.userId = options.userId;
    this.name = `${options.userId}/${options.deviceId}`;
    this.#random = options.world.random.fork(`device ${this.name}`);
    this.disk = new DeviceDisk(this.#random.fork('disk'));
  }

  get client(): MicroChatClient {
    if (this.#client === undefined) throw new Error(`${this.name} is not running`);
    return this.#client;
  }

  get isRunning(): boolean {
    return this.#client !== undefined;
  }

  /** The newest connection, if there ever was one. */
  get link(): ClientLink | undefined {
    return this.#link;
  }

  get isOnline(): boolean {
    return this.status.state === 'online';
  }

  /** The app starts. It stays connected until it ends. */
  start(): void {
    const { world, observer } = this.#options;
    const life = new Life(this.name, world.time, this.#wall);
    this.#life = life;
    this.starts += 1;
    const client = this.#createClient(life);
    this.#client = client;
    client.on('message', (message) => observer.shown(this, message));
    client.on('gap', (gap) => observer.gap(this, gap));
    client.on('status', (status) => {
      this.status = status;
      observer.status(this, status);
    });
    client.connect().catch(() => undefined);
  }

  /** The app is killed. */
  kill(): void {
    this.#life?.end();
    this.#client = undefined;
    this.status = { state: 'closed' };
  }

  newId(): string {
    this.#ids += 1;
    return `${this.name.replace('/', '-')}-${this.#ids}`;
  }

  #createClient(life: Life): MicroChatClient {
    const { world, network, gateways, gatewayAddresses, userId, deviceId, token, observer } = this.#options;
    const random = this.#random.fork(`app ${this.starts}`);
    return new MicroChatClient({
      url: 'ws://gateway/v1/connect',
      token: () => token(userId),
      deviceId,
      platform: 'simulation',
      store: this.disk.openFor(life),
      requestTimeoutMs: 5_000,
      environment: {
        now: () => life.monotonicMs(),
        after: (delayMs, callback) => life.after(delayMs, callback),
        random: () => random.next(),
        newId: () => this.newId(),
      },
      WebSocket: simulatedWebSocket({
        world,
        network,
        gateways,
        addresses: gatewayAddresses,
        life,
        random,
        linked: (link) => {
          this.#link = link;
          observer.linked(this, link);
        },
        frameSent: (text) => observer.frameSent(this, text),
        frameCame: (text) => observer.frameCame(this, text),
      }),
    });
  }
}
