import { BoundedMap } from '@microchat/core/bounded-map';
import { step } from '@microchat/core/connection-session/connection-session';
import { openSession, type Session } from '@microchat/core/connection-session/session-state';
import type { CloseCause, Effect, SessionEvent } from '@microchat/core/connection-session/session-events';
import type { SessionLimits } from '@microchat/core/connection-session/session-limits';
import type { StoredPosition } from '@microchat/core/connection-session/stored-positions';
import { ServiceError } from '@microchat/core/service-error';
import type { Random, Timers } from '@microchat/ports/time';
import type { ServerFrame } from '@microchat/proto/microchat/client/v1/ServerFrame';
import type { Encoding } from '@microchat/protocol/encodings';
import { decodeClientFrame, encodeServerFrame, errorBody } from '@microchat/protocol/frames';
import type { CheckedClientFrame } from '@microchat/protocol/validate-client-frame';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { Admission } from '../listener/handshake-admission.ts';
import type { Flusher } from '../outbound/flusher.ts';
import type { OutboundFrame } from '../outbound/outbound-frame.ts';
import { frameOf } from '../outbound/server-framing.ts';
import type { Answer, HelloFrame, RequestFrame } from '../requests/request.ts';
import type { Receiver } from '../routing/receiver.ts';
import { closeFrame } from './close-frame.ts';
import { ConnectBuffer } from './connect-buffer.ts';
import { Outlet } from './outlet.ts';
import type { WireSocket } from './wire-socket.ts';

/** What a connection asks of its worker. Each call comes back to the connection by a step. */
export interface ConnectionActions {
  connect(connection: Connection, frame: HelloFrame): void;
  serve(connection: Connection, frame: RequestFrame): void;
  hint(connection: Connection): void;
  save(connection: Connection): void;
  verify(connection: Connection, id: number, positions: readonly StoredPosition[]): void;
  leave(connection: Connection): void;
}

export interface ConnectionDependencies {
  readonly actions: ConnectionActions;
  readonly flusher: Flusher;
  readonly timers: Timers;
  readonly random: Random;
  readonly metrics: GatewayMetrics;
  readonly limits: SessionLimits;
  /** Bytes queued for the socket; past it the connection is behind. */
  readonly outboxBytesMax: number;
}

/** What an effect is about: the frame to deliver, or the client's frame that caused it. */
interface Subject {
  readonly outbound?: OutboundFrame;
  readonly frame?: CheckedClientFrame;
  readonly id?: number;
  readonly error?: ServiceError;
}

const nothing: Subject = {};

/** Groups whose removal a connection remembers; they matter until the user's list says so, which takes moments. */
const removalsMax = 1_000;

const refusals = {
  TOO_MANY_REQUESTS: new ServiceError('RESOURCE_EXHAUSTED', {
    reason: 'TOO_MANY_REQUESTS',
    message: 'too many requests of this connection are in flight',
    retryAfterMs: 100,
  }),
  NOT_WELCOMED: new ServiceError('FAILED_PRECONDITION', {
    reason: 'NOT_WELCOMED',
    message: 'requests are taken after the welcome',
  }),
};

/** One long connection: feeds the session machine and does what it says. */
export class Connection implements Receiver {
  readonly id: string;
  readonly session: Session;
  readonly groups = new Set<string>();
  userId = '';
  deviceId = '';
  platform = '';
  loginNumber = 0;
  revocationVersion = 0;
  /** The client has been told everything up to here; hints start from it. */
  cursor = '';
  /** From the hello to the welcome. */
  connecting: ConnectBuffer | undefined;
  readonly #encoding: Encoding;
  readonly #outlet: Outlet;
  readonly #dependencies: ConnectionDependencies;
  readonly #admission: Pick<Admission, 'welcomed'>;
  readonly #waiting: RequestFrame[] = [];
  #removals: BoundedMap<string, number> | undefined;
  #welcome: ServerFrame = {};

  constructor(
    id: string,
    encoding: Encoding,
    socket: WireSocket,
    dependencies: ConnectionDependencies,
    admission: Pick<Admission, 'welcomed'>,
  ) {
    this.id = id;
    this.#encoding = encoding;
    const { flusher, outboxBytesMax, metrics } = dependencies;
    this.#outlet = new Outlet(socket, flusher, outboxBytesMax, metrics.hot);
    this.#dependencies = dependencies;
    this.#admission = admission;
    this.session = openSession(dependencies.limits, dependencies.timers.monotonicMs());
  }

  get isClosing(): boolean {
    return this.session.phase === 'closing';
  }

  /** A message of the client. */
  received(data: Buffer, isBinary: boolean): void {
    if (this.isClosing) return;
    this.#dependencies.metrics.hot.framesReceived += 1;
    if (isBinary !== (this.#encoding === 'proto')) return this.step({ type: 'undecodable' });
    const decoded = decodeClientFrame(this.#encoding, data);
    if (decoded.ok) this.#take(eventOf(decoded.frame), { frame: decoded.frame, id: decoded.frame.id });
    else if (decoded.undecodable !== undefined) this.step({ type: 'undecodable' });
    else this.#take({ type: 'invalid' }, { id: decoded.id, error: decoded.error });
  }

  step(event: SessionEvent): void {
    this.#take(event, nothing);
  }

  /** Who the connection speaks for, by its token. */
  identify(userId: string, deviceId: string, platform: string, revocationVersion: number): void {
    this.revocationVersion = revocationVersion;
    this.userId = userId;
    this.deviceId = deviceId;
    this.platform = platform;
  }

  /** The client has been told these changes; a page is not the whole of them, so its cursor is no place to start from. */
  told(changes: { readonly cursor: string; readonly hasMore: boolean }): void {
    if (!changes.hasMore) this.cursor = changes.cursor;
  }

  /** The connect flow has succeeded. `validForMs`: what is left of the token. */
  welcome(frame: ServerFrame, validForMs: number): void {
    this.#welcome = frame;
    this.step({ type: 'connected', validForMs });
  }

  offer(frame: OutboundFrame): void {
    if (this.session.phase === 'live' && this.#outlet.isCongested) this.step({ type: 'congested' });
    const effects = step(this.session, frame.event, this.#dependencies.timers.monotonicMs());
    for (const effect of effects) {
      // Nearly always; without a subject of its own it allocates nothing.
      if (effect.type === 'deliver') this.#deliver(frame);
      else this.#do(effect, { outbound: frame });
    }
  }

  /** The hint that was asked for. */
  hinted(frame: OutboundFrame): void {
    this.#take({ type: 'hinted' }, { outbound: frame });
  }

  answer(id: number, answer: Answer): void {
    if (this.isClosing) return;
    this.#write({ ...answer, id });
    if (this.#outlet.isCongested) this.step({ type: 'congested' });
  }

  answerError(id: number, error: ServiceError): void {
    this.#dependencies.metrics.requestFailures.inc({ code: error.code });
    this.answer(id, { error: errorBody(error) });
  }

  /** A request has been answered. */
  served(frame: RequestFrame): void {
    this.step({ type: 'answered', page: isPage(frame) });
  }

  removedFrom(groupId: string, index: number, visibleFrom: number | undefined): void {
    this.connecting?.removedFrom(groupId, index, visibleFrom);
    this.#removals ??= new BoundedMap(removalsMax);
    this.#removals.set(groupId, Math.max(index, this.removalFrom(groupId)));
  }

  /** The newest entry known to have removed the user from the group; 0: none. */
  removalFrom(groupId: string): number {
    return this.#removals?.get(groupId) ?? 0;
  }

  replace(): void {
    this.step({ type: 'replaced' });
  }

  kick(): void {
    this.step({ type: 'kicked' });
  }

  revoke(): void {
    this.step({ type: 'revoked' });
  }

  #take(event: SessionEvent, subject: Subject): void {
    const effects = step(this.session, event, this.#dependencies.timers.monotonicMs());
    for (const effect of effects) this.#do(effect, subject);
  }

  #do(effect: Effect, subject: Subject): void {
    const { actions, metrics } = this.#dependencies;
    switch (effect.type) {
      case 'deliver':
        return this.#deliver(subject.outbound);
      case 'buffer':
        return subject.outbound && this.connecting?.keep(subject.outbound);
      case 'drop':
        return metrics.framesDropped.inc({ cause: this.session.phase });
      case 'dropBuffer':
        return this.connecting?.clear();
      case 'connect':
        this.connecting = new ConnectBuffer();
        return actions.connect(this, subject.frame as HelloFrame);
      case 'welcome':
        return this.#writeWelcome();
      case 'serve':
        return actions.serve(this, subject.frame as RequestFrame);
      case 'queue':
        this.#waiting.push(subject.frame as RequestFrame);
        return;
      case 'serveNext':
        return actions.serve(this, this.#waiting.shift() as RequestFrame);
      case 'refuse':
        return this.answerError(subject.id ?? 0, refusals[effect.reason]);
      case 'answerInvalid':
        return subject.error && this.answerError(subject.id ?? 0, subject.error);
      case 'verify':
        return actions.verify(this, subject.id ?? 0, effect.positions);
      case 'save':
        return actions.save(this);
      case 'hint':
        return actions.hint(this);
      case 'pause':
        metrics.wentBehind.inc();
        return this.#outlet.pause(() => this.step({ type: 'drained' }));
      case 'resume':
        return this.#outlet.resume();
      case 'close':
        return this.#close(effect.cause, effect.reason);
      case 'leave':
        this.connecting = undefined;
        return actions.leave(this);
      case 'destroy':
        return this.#outlet.destroy();
    }
  }

  #deliver(frame: OutboundFrame | undefined): void {
    if (frame === undefined) return;
    this.#dependencies.metrics.hot.deliveries += 1;
    this.#outlet.send(frame.bytes(this.#encoding), true);
  }

  #writeWelcome(): void {
    this.#admission.welcomed();
    const kept = this.connecting?.takeFrames() ?? [];
    this.connecting = undefined;
    this.#write(this.#welcome);
    this.#welcome = {};
    for (const frame of kept) this.offer(frame);
  }

  #write(frame: ServerFrame): void {
    this.#outlet.send(frameOf(this.#encoding, encodeServerFrame(this.#encoding, frame)), false);
  }

  #close(cause: CloseCause, stableReason: string): void {
    const { metrics, random } = this.#dependencies;
    const { code, reason } = closeFrame(cause, stableReason, random);
    metrics.closes.inc({ code: String(code), reason: stableReason });
    this.#outlet.close(code, reason);
  }
}

function eventOf(frame: CheckedClientFrame): SessionEvent {
  if (frame.body === 'hello') return { type: 'hello' };
  if (frame.body === 'ack') return { type: 'ack', ...frame.ack };
  return { type: 'request', page: isPage(frame) };
}

/** Requests with long answers. */
function isPage(frame: RequestFrame): boolean {
  return frame.body === 'pull' || frame.body === 'sync';
}
