import type { FrameRange } from './frame-ledger.ts';
import type { StoredPosition } from './stored-positions.ts';

/** Why the server ends a connection; the wire has a close code for each. */
export type CloseCause = 'restart' | 'busy' | 'unauthenticated' | 'replaced' | 'tooSlow' | 'protocolError';

export type SessionEvent =
  /** From the client. */
  | { readonly type: 'hello' }
  | { readonly type: 'request'; readonly page: boolean }
  | { readonly type: 'ack'; readonly received: number; readonly positions: readonly StoredPosition[] }
  /** A frame that can be read, but breaks a rule. */
  | { readonly type: 'invalid' }
  | { readonly type: 'undecodable' }
  /** A WebSocket ping or pong. */
  | { readonly type: 'heard' }
  /** The socket has closed, whoever wanted it. */
  | { readonly type: 'gone' }
  /** The outbox is over its bound. */
  | { readonly type: 'congested' }
  /** The outbox is empty again. */
  | { readonly type: 'drained' }
  /** From the worker: the answer of the connect flow. `validForMs`: what is left of the token. */
  | { readonly type: 'connected'; readonly validForMs: number }
  | { readonly type: 'refused'; readonly cause: CloseCause; readonly reason: string }
  | { readonly type: 'answered'; readonly page: boolean }
  /** The positions of an earlier `verify` are right and saved. */
  | { readonly type: 'confirmed'; readonly positions: readonly StoredPosition[] }
  | { readonly type: 'saveFailed'; readonly positions: readonly StoredPosition[] }
  /** A frame for this connection. */
  | { readonly type: 'notify'; readonly range: FrameRange | undefined; readonly bytes: number }
  /** The hint that was asked for is there. */
  | { readonly type: 'hinted' }
  /** There is nothing to hint at. */
  | { readonly type: 'hintEmpty' }
  | { readonly type: 'hintFailed' }
  /** The worker may have missed pushes. */
  | { readonly type: 'resync' }
  | { readonly type: 'replaced' }
  /** Its device was sent away. */
  | { readonly type: 'kicked' }
  /** The token that the connection was made with is good no more. */
  | { readonly type: 'revoked' }
  | { readonly type: 'drain' }
  | { readonly type: 'tick' };

export type EventType = SessionEvent['type'];

export type Effect =
  /** Authenticate and collect what the welcome needs; ends in `connected` or `refused`. */
  | { readonly type: 'connect' }
  /** Write the welcome, then offer every buffered frame again. */
  | { readonly type: 'welcome' }
  /** Write the frame of this event. */
  | { readonly type: 'deliver' }
  /** Keep the frame of this event until the welcome. */
  | { readonly type: 'buffer' }
  /** Forget this event's frame. */
  | { readonly type: 'drop' }
  /** Forget all buffered frames. */
  | { readonly type: 'dropBuffer' }
  /** Run the request; ends in `answered`. */
  | { readonly type: 'serve' }
  /** Keep the request until `serveNext`. */
  | { readonly type: 'queue' }
  /** Run the oldest kept request. */
  | { readonly type: 'serveNext' }
  /** Answer the request with an error. */
  | { readonly type: 'refuse'; readonly reason: 'TOO_MANY_REQUESTS' | 'NOT_WELCOMED' }
  | { readonly type: 'answerInvalid' }
  /** Save these positions through a call that checks them; ends in `confirmed` (if right) and `answered`. */
  | { readonly type: 'verify'; readonly positions: readonly StoredPosition[] }
  /** Save what `positions.take` gives. */
  | { readonly type: 'save' }
  /** Collect the changed heads; ends in `hinted`, `hintEmpty` or `hintFailed`. */
  | { readonly type: 'hint' }
  /** Take no more from the client; go on. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Write what is queued, then the close frame. `reason` is for logs and for causes that do not say when to come back. */
  | { readonly type: 'close'; readonly cause: CloseCause; readonly reason: string }
  /** Leave all tables and save the rest of the positions. Comes exactly once. */
  | { readonly type: 'leave' }
  /** End the socket: the client does not answer the close. */
  | { readonly type: 'destroy' };
