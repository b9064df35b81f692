import { closeCodes } from '../protocol/close-codes.ts';
import { reconnectDelayMs } from './backoff.ts';

/** A socket that does not open, or a hello that is not answered, within this time has failed. */
const deadlineMs = 10_000;
/** A connection that lived this long was a good one: the next failure starts a new series of attempts. */
const stableMs = 5_000;
/** After waking up, a silent server is given this long before the connection counts as dead. */
const wakeAnswerMs = 5_000;
const unansweredPingsMax = 2;
/** Fresh tokens that may be refused in a row before the client gives up. */
const refusalsMax = 3;
/** A hello that was given up may arrive, and log in, this much later: longer than a network or a stalled server keeps one. */
const strayHelloMs = 120_000;

export type Phase = 'idle' | 'authorizing' | 'connecting' | 'greeting' | 'live' | 'waiting' | 'stopped';

export interface Connection {
  readonly phase: Phase;
  /** Failures in a row. */
  readonly attempt: number;
  readonly refusals: number;
  /** The hello under way carries a ticket instead of a token. */
  readonly usesTicket: boolean;
  /** A new token can be asked for when one is refused. */
  readonly canRenewToken: boolean;
  readonly liveSince: number;
  readonly heartbeatMs: number;
  readonly unansweredPings: number;
  /** When a hello was last given up without an answer; undefined: none that could still arrive. */
  readonly strayHelloAt: number | undefined;
}

export type ConnectionEvent =
  | { readonly type: 'connect' }
  | { readonly type: 'tokenCame'; readonly isTicket: boolean }
  | { readonly type: 'tokenFailed' }
  | { readonly type: 'opened' }
  | { readonly type: 'welcomed'; readonly heartbeatMs: number }
  | { readonly type: 'frameCame' }
  /** The hello was answered by an error; `code` is the close code that says the same. */
  | { readonly type: 'refused'; readonly code: number; readonly retryAfterMs: number }
  | { readonly type: 'socketClosed'; readonly code: number; readonly reconnectAfterMs: number | undefined }
  | { readonly type: 'timerFired' }
  /** The network or the page came back: find out now. */
  | { readonly type: 'wake' }
  | { readonly type: 'close' };

export type StopCause = 'CLOSED' | 'UNAUTHENTICATED' | 'REPLACED' | 'PROTOCOL_ERROR';

export type ConnectionOrder =
  /** `fresh`: the last one was refused, the ticket included. */
  | { readonly type: 'getToken'; readonly fresh: boolean }
  | { readonly type: 'openSocket' }
  | { readonly type: 'sayHello' }
  | { readonly type: 'dropSocket'; readonly code: number }
  | { readonly type: 'ping' }
  /** There is one timer; a new one replaces it. Undefined: none. */
  | { readonly type: 'timer'; readonly delayMs: number | undefined }
  /** The connection that was live is gone. */
  | { readonly type: 'lost' }
  | { readonly type: 'waits'; readonly delayMs: number }
  | { readonly type: 'stopped'; readonly cause: StopCause };

export interface ConnectionStep {
  readonly connection: Connection;
  readonly orders: readonly ConnectionOrder[];
}

export function newConnection(canRenewToken: boolean): Connection {
  return {
    phase: 'idle',
    attempt: 0,
    refusals: 0,
    usesTicket: false,
    canRenewToken,
    liveSince: 0,
    heartbeatMs: 0,
    unansweredPings: 0,
    strayHelloAt: undefined,
  };
}

/**
 * The life of the long connection. Pure: `now` in milliseconds of a clock that never jumps, `random` in [0, 1).
 * Which phase follows which: machine.test.ts has the full table.
 */
export function stepConnection(
  connection: Connection,
  event: ConnectionEvent,
  now: number,
  random: number,
): ConnectionStep {
  if (event.type === 'close') return connection.phase === 'stopped' ? stay(connection) : stop(connection, 'CLOSED');
  switch (connection.phase) {
    case 'idle':
      return event.type === 'connect' ? authorize(connection, false) : stay(connection);
    case 'authorizing':
      return stepAuthorizing(connection, event, random);
    case 'connecting':
    case 'greeting':
      return stepOpening(connection, event, now, random);
    case 'live':
      return stepLive(connection, event, now, random);
    case 'waiting':
      return event.type === 'timerFired' || event.type === 'wake' || event.type === 'connect'
        ? authorize(connection, connection.refusals > 0)
        : stay(connection);
    case 'stopped':
      return stay(connection);
  }
}

function stepAuthorizing(connection: Connection, event: ConnectionEvent, random: number): ConnectionStep {
  if (event.type === 'tokenFailed') return wait(connection, reconnectDelayMs(connection.attempt, random));
  if (event.type !== 'tokenCame') return stay(connection);
  return {
    connection: { ...connection, phase: 'connecting', usesTicket: event.isTicket },
    orders: [{ type: 'openSocket' }, { type: 'timer', delayMs: deadlineMs }],
  };
}

function stepOpening(connection: Connection, event: ConnectionEvent, now: number, random: number): ConnectionStep {
  switch (event.type) {
    case 'opened':
      if (connection.phase !== 'connecting') return stay(connection);
      return {
        connection: { ...connection, phase: 'greeting' },
        orders: [{ type: 'sayHello' }, { type: 'timer', delayMs: deadlineMs }],
      };
    case 'welcomed':
      return connection.phase === 'greeting' ? goLive(connection, event.heartbeatMs, now, random) : stay(connection);
    case 'refused':
      return fail(connection, event.code, event.retryAfterMs || undefined, now, random, true);
    case 'socketClosed':
      return fail(connection, event.code, event.reconnectAfterMs, now, random, false);
    case 'timerFired':
      return fail(connection, closeCodes.normal, undefined, now, random, true);
    default:
      return stay(connection);
  }
}

function stepLive(connection: Connection, event: ConnectionEvent, now: number, random: number): ConnectionStep {
  switch (event.type) {
    case 'frameCame':
      return stay({ ...connection, unansweredPings: 0 });
    case 'timerFired':
      if (connection.unansweredPings >= unansweredPingsMax) {
        return fail(connection, closeCodes.normal, undefined, now, random, true);
      }
      return ping(connection, connection.unansweredPings + 1, connection.heartbeatMs);
    case 'wake':
      return ping(connection, unansweredPingsMax, Math.min(wakeAnswerMs, connection.heartbeatMs));
    case 'socketClosed':
      return fail(connection, event.code, event.reconnectAfterMs, now, random, false);
    default:
      return stay(connection);
  }
}

function goLive(connection: Connection, heartbeatMs: number, now: number, random: number): ConnectionStep {
  const live = { ...connection, phase: 'live' as const, refusals: 0, liveSince: now, heartbeatMs, unansweredPings: 0 };
  // The first ping comes at a random time, so that clients that came together do not ping together.
  return {
    connection: live,
    orders: [{ type: 'timer', delayMs: Math.round(heartbeatMs * (0.5 + random / 2)) }],
  };
}

function ping(connection: Connection, unansweredPings: number, delayMs: number): ConnectionStep {
  return {
    connection: { ...connection, unansweredPings },
    orders: [{ type: 'ping' }, { type: 'timer', delayMs }],
  };
}

/** The connection (or the attempt at one) is over, for a reason that the code tells. */
function fail(
  connection: Connection,
  code: number,
  reconnectAfterMs: number | undefined,
  now: number,
  random: number,
  socketIsOpen: boolean,
): ConnectionStep {
  const wasLive = connection.phase === 'live';
  const wasStable = wasLive && now - connection.liveSince >= stableMs;
  const strayHelloAt = connection.phase === 'greeting' ? now : connection.strayHelloAt;
  const over = { ...connection, strayHelloAt, ...(wasStable ? { attempt: 0 } : {}) };
  const before: ConnectionOrder[] = [];
  if (socketIsOpen) before.push({ type: 'dropSocket', code: closeCodes.normal });
  if (wasLive) before.push({ type: 'lost' });
  const isReplaced = code === closeCodes.replaced;
  const next =
    isReplaced && mayBeOwnStray(connection, now)
      ? wait({ ...over, strayHelloAt: undefined }, reconnectDelayMs(over.attempt, random))
      : afterFailure(over, code, reconnectAfterMs, random);
  return { connection: next.connection, orders: [...before, ...next.orders] };
}

/**
 * Replaced, perhaps by our own hello that we had given up and that came late: nobody would be connected if we stopped. Once,
 * because if it was another client with our device id, the two would push each other out for ever.
 */
function mayBeOwnStray({ strayHelloAt }: Connection, now: number): boolean {
  return strayHelloAt !== undefined && now - strayHelloAt <= strayHelloMs;
}

function afterFailure(
  connection: Connection,
  code: number,
  reconnectAfterMs: number | undefined,
  random: number,
): ConnectionStep {
  const backoffMs = reconnectDelayMs(connection.attempt, random);
  if (code === closeCodes.replaced) return stop(connection, 'REPLACED');
  // A defect on one of the two sides: it would come again with every connection.
  if (code === closeCodes.protocolError) return stop(connection, 'PROTOCOL_ERROR');
  if (code === closeCodes.unauthenticated) {
    const refusals = connection.refusals + 1;
    if (!connection.usesTicket && (!connection.canRenewToken || refusals >= refusalsMax)) {
      return stop(connection, 'UNAUTHENTICATED');
    }
    return wait({ ...connection, refusals }, backoffMs);
  }
  // The server chose the time, to spread its clients: no doubling on top.
  return wait(connection, reconnectAfterMs ?? backoffMs);
}

function authorize(connection: Connection, fresh: boolean): ConnectionStep {
  return {
    connection: { ...connection, phase: 'authorizing' },
    orders: [
      { type: 'timer', delayMs: undefined },
      { type: 'getToken', fresh },
    ],
  };
}

function wait(connection: Connection, delayMs: number): ConnectionStep {
  return {
    connection: { ...connection, phase: 'waiting', attempt: connection.attempt + 1 },
    orders: [
      { type: 'waits', delayMs },
      { type: 'timer', delayMs },
    ],
  };
}

function stop(connection: Connection, cause: StopCause): ConnectionStep {
  const orders: ConnectionOrder[] = [{ type: 'timer', delayMs: undefined }];
  if (cause === 'CLOSED') {
    orders.push({ type: 'dropSocket', code: closeCodes.normal });
    if (connection.phase === 'live') orders.push({ type: 'lost' });
  }
  return { connection: { ...connection, phase: 'stopped' }, orders: [...orders, { type: 'stopped', cause }] };
}

function stay(connection: Connection): ConnectionStep {
  return { connection, orders: [] };
}
