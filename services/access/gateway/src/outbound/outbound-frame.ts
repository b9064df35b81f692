import type { SessionEvent } from '@microchat/core/connection-session/session-events';
import type { FrameRange } from '@microchat/core/connection-session/frame-ledger';
import type { Notify } from '@microchat/proto/microchat/client/v1/Notify';
import type { Encoding } from '@microchat/protocol/encodings';
import { encodeServerFrame } from '@microchat/protocol/frames';
import { frameOf } from './server-framing.ts';

/**
 * A notify for any number of connections: encoded and framed at most once for each encoding, when the first connection
 * of that encoding needs it.
 */
export class OutboundFrame {
  readonly range: FrameRange | undefined;
  /** The step that every receiver takes; one object for all of them. */
  readonly event: SessionEvent & { readonly type: 'notify' };
  readonly #notify: Notify;
  readonly #frames: Partial<Record<Encoding, Buffer>> = {};

  /** `bytes`: roughly what it takes, for bounds. */
  constructor(notify: Notify, range: FrameRange | undefined, bytes: number) {
    this.#notify = notify;
    this.range = range;
    this.event = { type: 'notify', range, bytes };
  }

  /** The WebSocket frame. */
  bytes(encoding: Encoding): Buffer {
    this.#frames[encoding] ??= frameOf(encoding, encodeServerFrame(encoding, { notify: this.#notify }));
    return this.#frames[encoding];
  }
}
