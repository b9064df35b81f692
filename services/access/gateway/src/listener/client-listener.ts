import type { Encoding } from '@microchat/protocol/encodings';
import type { WireSocket } from '../connection/wire-socket.ts';
import type { Admission } from './handshake-admission.ts';

/** What comes from a client, as `ws` tells it. */
export interface ClientSocketEvents {
  on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): unknown;
  /** `error`: a frame could not be read, the close code for that has been sent; `close` follows. */
  on(event: 'ping' | 'pong' | 'error' | 'close', listener: () => void): unknown;
}

/** A client whose handshake is done; its first frame has not been read. */
export interface AcceptedClient {
  readonly wire: WireSocket;
  readonly events: ClientSocketEvents;
  readonly encoding: Encoding;
  readonly admission: Pick<Admission, 'welcomed'>;
}

/** Takes the connections of clients. */
export interface ClientListener {
  /** Resolves with the port when connections are taken. */
  listen(): Promise<number>;
  /** Takes no more; connections go on. */
  stop(): void;
}

/** `accepted` is called in the turn of the accept: listeners set in it miss no frame. */
export type ClientListenerFactory = (accepted: (client: AcceptedClient) => void) => ClientListener;
