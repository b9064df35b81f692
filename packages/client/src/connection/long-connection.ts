import { toMicroChatError, MicroChatError } from '../errors.ts';
import { closeCodes } from '../protocol/close-codes.ts';
import { decodeServerFrame, readReconnectAfterMs } from '../protocol/decode.ts';
import type { ClientFrame, ServerFrame, Welcome } from '../protocol/frames.ts';
import type { Environment, Scheduled } from '../time.ts';
import {
  newConnection,
  stepConnection,
  type Connection,
  type ConnectionEvent,
  type ConnectionOrder,
  type StopCause,
} from './machine.ts';
import type { WebSocketConstructor, WebSocketLike } from './web-socket.ts';

const subprotocol = 'microchat.v1.json';
/** A ticket is valid for 10 minutes at most; a minute is left for the way and for clocks that run apart. */
const ticketLifeMs = 9 * 60_000;
const helloId = 1;
const heartbeatDefaultMs = 25_000;

/** A fixed token, or where to get one each time (it is asked again when one is refused). */
export type TokenSource = string | (() => string | Promise<string>);

export interface LongConnectionOptions {
  readonly url: string;
  readonly token: TokenSource;
  readonly deviceId: string;
  readonly platform: string;
  readonly WebSocket: WebSocketConstructor;
  readonly environment: Environment;
}

/** What the long connection tells its owner. */
export interface LongConnectionOwner {
  /** For the next hello and ping. */
  cursor(): string;
  connecting(): void;
  welcomed(welcome: Welcome): void;
  /** A frame after the welcome. */
  frameCame(frame: ServerFrame): void;
  lost(): void;
  waits(delayMs: number): void;
  stopped(cause: StopCause): void;
  failed(error: MicroChatError): void;
}

/** Keeps a WebSocket to the gateway alive: carries out what the connection machine orders. */
export class LongConnection {
  readonly #options: LongConnectionOptions;
  readonly #owner: LongConnectionOwner;
  #connection: Connection;
  #socket: WebSocketLike | undefined;
  #timer: Scheduled | undefined;
  #token = '';
  #ticket = { value: '', validUntil: 0 };

  constructor(options: LongConnectionOptions, owner: LongConnectionOwner) {
    this.#options = options;
    this.#owner = owner;
    this.#connection = newConnection(typeof options.token === 'function');
  }

  connect(): void {
    this.#step({ type: 'connect' });
  }

  /** Tries now instead of waiting, or checks a connection that may have died unnoticed. */
  wake(): void {
    this.#step({ type: 'wake' });
  }

  close(): void {
    this.#step({ type: 'close' });
  }

  /** Gives the connection up, as if it had broken. */
  drop(): void {
    this.#dropSocket(closeCodes.normal);
    this.#step({ type: 'socketClosed', code: closeCodes.normal, reconnectAfterMs: undefined });
  }

  /** Frames are lost silently while there is no connection: whoever needs an answer has a timeout. */
  send(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #step(event: ConnectionEvent): void {
    const { environment } = this.#options;
    const { connection, orders } = stepConnection(this.#connection, event, environment.now(), environment.random());
    this.#connection = connection;
    for (const order of orders) this.#execute(order);
  }

  #execute(order: ConnectionOrder): void {
    switch (order.type) {
      case 'getToken':
        return void this.#getToken(order.fresh);
      case 'openSocket':
        return this.#openSocket();
      case 'sayHello':
        return this.#sayHello();
      case 'dropSocket':
        return this.#dropSocket(order.code);
      case 'ping':
        return this.send({ ping: { cursor: this.#owner.cursor() } });
      case 'timer':
        return this.#setTimer(order.delayMs);
      case 'lost':
        return this.#owner.lost();
      case 'waits':
        return this.#owner.waits(order.delayMs);
      case 'stopped':
        return this.#owner.stopped(order.cause);
    }
  }

  #setTimer(delayMs: number | undefined): void {
    this.#timer?.cancel();
    this.#timer =
      delayMs === undefined
        ? undefined
        : this.#options.environment.after(delayMs, () => this.#step({ type: 'timerFired' }));
  }

  async #getToken(fresh: boolean): Promise<void> {
    this.#owner.connecting();
    if (fresh) this.#ticket = { value: '', validUntil: 0 };
    const isTicket = this.#ticket.value !== '' && this.#options.environment.now() < this.#ticket.validUntil;
    try {
      const { token } = this.#options;
      this.#token = isTicket ? this.#ticket.value : typeof token === 'function' ? await token() : token;
    } catch (cause) {
      this.#owner.failed(toMicroChatError(cause, 'TOKEN_PROVIDER_FAILED'));
      return this.#step({ type: 'tokenFailed' });
    }
    this.#step({ type: 'tokenCame', isTicket });
  }

  #openSocket(): void {
    let socket: WebSocketLike;
    try {
      socket = new this.#options.WebSocket(this.#options.url, subprotocol);
    } catch (cause) {
      this.#owner.failed(toMicroChatError(cause, 'BAD_GATEWAY_URL'));
      return this.#step({ type: 'socketClosed', code: closeCodes.normal, reconnectAfterMs: undefined });
    }
    this.#socket = socket;
    // A socket that was given up may still speak: nobody listens then.
    const isCurrent = (): boolean => this.#socket === socket;
    socket.addEventListener('open', () => {
      if (isCurrent()) this.#step({ type: 'opened' });
    });
    socket.addEventListener('message', ({ data }) => {
      if (isCurrent()) this.#receive(data);
    });
    socket.addEventListener('close', ({ code, reason }) => {
      if (!isCurrent()) return;
      this.#socket = undefined;
      this.#step({ type: 'socketClosed', code, reconnectAfterMs: readReconnectAfterMs(reason) });
    });
    // An error is always followed by a close, which says more; without a listener Node would throw it.
    socket.addEventListener('error', () => undefined);
  }

  #sayHello(): void {
    const { deviceId, platform } = this.#options;
    this.send({ id: helloId, hello: { token: this.#token, deviceId, platform, cursor: this.#owner.cursor() } });
  }

  #dropSocket(code: number): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(code);
  }

  #receive(data: unknown): void {
    const frame = typeof data === 'string' ? decodeServerFrame(data) : undefined;
    if (frame === undefined) return this.#step({ type: 'frameCame' });
    if (this.#connection.phase === 'greeting') return this.#receiveGreeting(frame);
    this.#step({ type: 'frameCame' });
    this.#owner.frameCame(frame);
  }

  #receiveGreeting(frame: ServerFrame): void {
    if (frame.kind === 'welcome') {
      this.#ticket = { value: frame.welcome.ticket, validUntil: this.#options.environment.now() + ticketLifeMs };
      this.#step({ type: 'welcomed', heartbeatMs: frame.welcome.heartbeatMs || heartbeatDefaultMs });
      this.#owner.welcomed(frame.welcome);
    } else if (frame.kind === 'error') {
      const error = MicroChatError.fromFrame(frame.error);
      this.#owner.failed(error);
      this.#step({ type: 'refused', code: refusalCode(error), retryAfterMs: error.retryAfterMs });
    }
  }
}

/** A refused hello is treated like the close that would say the same. */
function refusalCode(error: MicroChatError): number {
  if (error.code === 'UNAUTHENTICATED') return closeCodes.unauthenticated;
  return error.retryable ? closeCodes.busy : closeCodes.protocolError;
}
