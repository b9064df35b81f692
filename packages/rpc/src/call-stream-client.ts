import type { Call } from '@microchat/proto/microchat/rpc/v1/Call';
import type { CallBatch } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { ReplyBatch__Output } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import type { ServiceError } from '@microchat/core/service-error';

import { envelopeBytes } from './call-frames.ts';
import type { OutgoingCall } from './channel.ts';
import { toServiceError } from './error-detail.ts';
import { refusalOf } from './grpc-errors.ts';
import { rpcLimits } from './rpc-limits.ts';
import { connectionLost, notConnected, tooManyCalls, transportReasons } from './transport-errors.ts';

/** The client's end of a gRPC stream of call batches. */
export interface CallStream {
  /** False: buffered, wait for `drain`. */
  write(batch: CallBatch): boolean;
  end(): unknown;
  cancel(): void;
  on(event: 'data', listener: (batch: ReplyBatch__Output) => void): unknown;
  on(event: 'drain' | 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface CallStreamEvents {
  /** The stream ended; what was in flight fails now. Called once. `callsInFlight`: those that may have been executed. */
  closed(lost: { readonly callsInFlight: number; readonly wasUseful: boolean }): void;
  /** The server takes no new calls on this stream. */
  draining(): void;
}

export interface CallStreamLimits {
  readonly callsInFlightMax: number;
  readonly bytesInFlightMax: number;
  readonly batchBytesMax: number;
  readonly batchCallsMax: number;
}

interface PendingCall {
  readonly call: OutgoingCall;
  isWritten: boolean;
}

/**
 * Hot calls over one stream: what is started in one turn of the event loop leaves in one frame, up to `batchCallsMax` and
 * `batchBytesMax`; the next turn sends the next. When the stream pushes back, calls wait here, within the limits.
 */
export class CallStreamClient {
  readonly #stream: CallStream;
  readonly #events: CallStreamEvents;
  readonly #limits: CallStreamLimits;
  readonly #pending = new Map<number, PendingCall>();
  #queue: number[] = [];
  #cancelledIds: number[] = [];
  #lastId = 0;
  #bytesInFlight = 0;
  #isFlushScheduled = false;
  /** Until it is connected: what was not written has certainly not been executed. */
  #isBlocked = true;
  #isConnected = false;
  #isRetired = false;
  #isClosed = false;
  #wasUseful = false;

  constructor(stream: CallStream, events: CallStreamEvents, limits: Partial<CallStreamLimits> = {}) {
    this.#stream = stream;
    this.#events = events;
    this.#limits = { ...rpcLimits, ...limits };
    stream.on('data', (batch) => this.#receive(batch));
    stream.on('drain', () => {
      this.#isBlocked = false;
      this.#flush();
    });
    stream.on('error', (error) => this.#close(refusalOf(error)));
    stream.on('end', () => this.#close());
  }

  /** The connection stands: calls leave from now on. */
  connected(): void {
    if (this.#isConnected) return;
    this.#isConnected = true;
    this.#isBlocked = false;
    this.#flush();
  }

  /** Answers how to cancel the call, or the error if it could not be started. */
  start(call: OutgoingCall): (() => void) | ServiceError {
    if (this.#isClosed) return notConnected();
    const bytes = this.#bytesInFlight + call.request.length;
    if (this.#pending.size >= this.#limits.callsInFlightMax || bytes > this.#limits.bytesInFlightMax) {
      return tooManyCalls();
    }
    const id = this.#nextId();
    this.#bytesInFlight = bytes;
    this.#pending.set(id, { call, isWritten: false });
    this.#queue.push(id);
    this.#scheduleFlush();
    return () => this.#cancel(id, call);
  }

  /** Takes no new calls; the stream ends when the last one in flight is answered. */
  retire(): void {
    this.#isRetired = true;
    this.#endIfIdle();
  }

  /** Fails everything in flight. */
  close(): void {
    this.#stream.cancel();
    this.#close();
  }

  /** Ids wrap after 2^32 calls, which a busy stream reaches within a day; those still in flight are skipped. */
  #nextId(): number {
    do this.#lastId = (this.#lastId + 1) >>> 0;
    while (this.#lastId === 0 || this.#pending.has(this.#lastId));
    return this.#lastId;
  }

  #cancel(id: number, call: OutgoingCall): void {
    const pending = this.#pending.get(id);
    if (pending?.call !== call) return;
    this.#take(id, pending);
    if (pending.isWritten) {
      this.#cancelledIds.push(id);
      this.#scheduleFlush();
    }
  }

  #take(id: number, pending: PendingCall): void {
    this.#pending.delete(id);
    this.#bytesInFlight -= pending.call.request.length;
    this.#endIfIdle();
  }

  #endIfIdle(): void {
    if (this.#isRetired && this.#pending.size === 0 && !this.#isClosed) this.#stream.end();
  }

  /** setImmediate runs after the I/O of this turn, so calls from many sockets share a frame; idle, it runs at once. */
  #scheduleFlush(): void {
    if (this.#isFlushScheduled || this.#isBlocked) return;
    this.#isFlushScheduled = true;
    setImmediate(() => {
      this.#isFlushScheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#isBlocked || this.#isClosed) return;
    const calls = this.#nextBatch();
    const cancelledIds = this.#cancelledIds;
    this.#cancelledIds = [];
    if (calls.length === 0 && cancelledIds.length === 0) return;
    this.#isBlocked = !this.#stream.write({ calls, cancelledIds });
    if (this.#queue.length > 0) this.#scheduleFlush();
  }

  #nextBatch(): Call[] {
    const calls: Call[] = [];
    let bytes = 0;
    let taken = 0;
    for (const id of this.#queue) {
      const pending = this.#pending.get(id);
      if (pending !== undefined) {
        const { call } = pending;
        bytes += call.request.length + envelopeBytes;
        if (calls.length > 0 && bytes > this.#limits.batchBytesMax) break;
        if (calls.length === this.#limits.batchCallsMax) break;
        pending.isWritten = true;
        calls.push({
          id,
          method: call.method.path,
          timeoutMs: Math.ceil(call.timeoutMs),
          request: call.request,
          traceparent: call.traceparent,
        });
      }
      taken += 1;
    }
    this.#queue = this.#queue.slice(taken);
    return calls;
  }

  #receive(batch: ReplyBatch__Output): void {
    this.#wasUseful = true;
    for (const reply of batch.replies) {
      const pending = this.#pending.get(reply.id);
      // Answers to cancelled calls.
      if (pending === undefined) continue;
      this.#take(reply.id, pending);
      if (reply.code === 0) {
        pending.call.succeed(reply.reply);
        continue;
      }
      if (reply.error?.reason === transportReasons.DRAINING && !this.#isRetired) {
        this.#events.draining();
        this.retire();
      }
      pending.call.fail(toServiceError(reply.code, reply.error, 'the call failed'));
    }
  }

  #close(refusal?: ServiceError): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    this.#queue = [];
    this.#cancelledIds = [];
    const written = lost.filter(({ isWritten }) => isWritten);
    this.#events.closed({ callsInFlight: written.length, wasUseful: this.#wasUseful });
    for (const { call, isWritten } of lost) call.fail(refusal ?? (isWritten ? connectionLost() : notConnected()));
  }
}
