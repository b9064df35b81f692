import { EventEmitter } from 'node:events';
import type { WireSocket } from '@microchat/gateway/module';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { GatewayPort } from './gateway-ports.ts';

/** What the client's end of a link is told. */
export interface LinkClient {
  readonly life: Life;
  bytesCame(bytes: Buffer): void;
  closed(code: number, reason: string): void;
}

export interface ClientLinkOptions {
  readonly world: World;
  readonly network: Network;
  readonly gateway: GatewayPort;
  readonly client: LinkClient;
  readonly random: SeededRandom;
}

const noStatusCode = 1005;
const abnormalCode = 1006;

/** One TCP connection between a client and a gateway: two byte streams in order, until it breaks. */
export class ClientLink {
  readonly events = new EventEmitter();
  readonly wire: WireSocket;
  readonly #options: ClientLinkOptions;
  readonly #drainListeners: (() => void)[] = [];
  /** Written by the gateway and not yet taken by the client. */
  #queuedBytes = 0;
  #downAtMs = 0;
  #upAtMs = 0;
  #slowUntilMs = 0;
  /** Nothing passes any more, and nobody is told. */
  #isSilent = false;
  #serverEnded = false;
  #clientEnded = false;
  #isPaused = false;
  readonly #pausedFrames: Buffer[] = [];
  /** The most that has waited for the client at once. */
  queuedBytesMost = 0;

  constructor(options: ClientLinkOptions) {
    this.#options = options;
    this.wire = this.#wire();
    const { gateway, client } = options;
    gateway.life.onEnd(() => this.#endServer(true));
    client.life.onEnd(() => this.clientGone());
  }

  get isOpen(): boolean {
    return !this.#serverEnded && !this.#clientEnded && !this.#isSilent;
  }

  /** A text frame of the client. */
  sendUp(text: string): void {
    if (this.#clientEnded) return;
    if (this.#isSilent || this.#serverEnded) return this.#options.world.faults.fired('client: sent into the void');
    const data = Buffer.from(text);
    this.#up(`${this.#names()} ${text.slice(0, 160)}`, () => {
      if (this.#isPaused) this.#pausedFrames.push(data);
      else this.events.emit('message', data, false);
    });
  }

  /** The client closes, or its process ends. */
  clientGone(): void {
    if (this.#clientEnded) return;
    this.#clientEnded = true;
    this.#up(`${this.#names()} closed by the client`, () => this.#endServer(false));
  }

  /** Both ends learn of it. */
  reset(): void {
    if (this.#clientEnded || this.#serverEnded) return;
    this.#tellClient(abnormalCode, '');
    this.#up('', () => this.#endServer(false));
  }

  /** Packets vanish from now on. */
  silence(): void {
    this.#isSilent = true;
  }

  /** The client takes nothing for a while. */
  slowDown(durationMs: number): void {
    this.#slowUntilMs = this.#options.world.time.nowMs + durationMs;
  }

  readFast(): void {
    this.#slowUntilMs = 0;
  }

  #wire(): WireSocket {
    const queuedBytes = () => this.#queuedBytes;
    return {
      get queuedBytes() {
        return queuedBytes();
      },
      write: (frames) => this.#writeDown(frames),
      whenDrained: (callback) => {
        if (this.#queuedBytes > 0) this.#drainListeners.push(callback);
        else this.#options.gateway.life.after(0, callback);
      },
      pause: () => {
        this.#isPaused = true;
      },
      resume: () => this.#resume(),
      close: (code, reason) => {
        if (this.#serverEnded || this.#isSilent) return;
        this.#down('', () => {
          this.#tellClientNow(code || noStatusCode, reason);
          this.#up('', () => this.#endServer(false));
        });
      },
      destroy: () => this.#endServer(true),
    };
  }

  #writeDown(frames: Buffer): void {
    if (this.#serverEnded || this.#clientEnded) return;
    this.#queuedBytes += frames.length;
    this.queuedBytesMost = Math.max(this.queuedBytesMost, this.#queuedBytes);
    if (this.#isSilent) return;
    this.#down('', () => {
      this.#queuedBytes -= frames.length;
      if (this.#queuedBytes === 0) for (const listener of this.#drainListeners.splice(0)) this.#toServer(listener);
      if (!this.#clientEnded) this.#options.client.bytesCame(frames);
    });
  }

  #resume(): void {
    this.#isPaused = false;
    for (const data of this.#pausedFrames.splice(0)) {
      this.#options.gateway.life.after(0, () => this.events.emit('message', data, false));
    }
  }

  /** The gateway's end is over; the client hears of it when `tell`. */
  #endServer(tell: boolean): void {
    if (this.#serverEnded) return;
    this.#serverEnded = true;
    this.#options.gateway.life.after(0, () => this.events.emit('close'));
    if (tell && !this.#isSilent) this.#tellClient(abnormalCode, '');
  }

  #tellClient(code: number, reason: string): void {
    const { world, network } = this.#options;
    world.time.schedule(network.latencyMs(this.#options.random), '', () => this.#tellClientNow(code, reason));
  }

  #tellClientNow(code: number, reason: string): void {
    const { client, world } = this.#options;
    if (this.#clientEnded) return;
    client.life.run(() => {
      if (this.#clientEnded) return;
      this.#clientEnded = true;
      world.time.note(`${this.#names()} close ${code} ${reason}`);
      client.closed(code, reason);
    });
  }

  /** In order, when the client reads. */
  #down(label: string, deliver: () => void): void {
    const { world, network, client, random } = this.#options;
    const arrivalMs = world.time.nowMs + network.latencyMs(random);
    this.#downAtMs = Math.max(arrivalMs, this.#downAtMs, this.#slowUntilMs);
    world.time.schedule(this.#downAtMs - world.time.nowMs, label, () => {
      if (!this.#isSilent) client.life.run(deliver);
    });
  }

  /** In order. */
  #up(label: string, deliver: () => void): void {
    const { world, network, random } = this.#options;
    this.#upAtMs = Math.max(world.time.nowMs + network.latencyMs(random), this.#upAtMs);
    world.time.schedule(this.#upAtMs - world.time.nowMs, label, () => {
      if (!this.#isSilent) this.#toServer(deliver);
    });
  }

  #toServer(deliver: () => void): void {
    this.#options.gateway.life.run(deliver);
  }

  #names(): string {
    const { client, gateway } = this.#options;
    return `${client.life.name} > ${gateway.address}`;
  }
}
