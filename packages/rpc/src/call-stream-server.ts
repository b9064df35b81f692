import type { Call__Output } from '@microchat/proto/microchat/rpc/v1/Call';
import type { CallBatch__Output } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { Reply } from '@microchat/proto/microchat/rpc/v1/Reply';
import type { ReplyBatch } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import { type ServiceError, statusCodes } from '@microchat/core/service-error';
import type { Timers } from '@microchat/ports/time';

import { envelopeBytes } from './call-frames.ts';
import type { AdmittedCaller } from './call-guard.ts';
import { toErrorDetail } from './error-detail.ts';
import { rpcLimits } from './rpc-limits.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { ServerCall } from './server-call.ts';
import type { ServiceRegistry } from './service-registry.ts';
import { draining, forbidden, tooManyCalls } from './transport-errors.ts';

/** The server's end of a gRPC stream of call batches. */
export interface ReplyStream {
  /** False: buffered, wait for `drain`. */
  write(batch: ReplyBatch): boolean;
  end(): unknown;
  pause(): unknown;
  resume(): unknown;
  on(event: 'data', listener: (batch: CallBatch__Output) => void): unknown;
  on(event: 'drain' | 'end' | 'cancelled', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface CallStreamServerOptions {
  readonly registry: ServiceRegistry;
  readonly timers: Timers;
  readonly observer: RpcObserver;
  readonly callsInFlightMax?: number;
  /** Undefined: whoever opened the stream may call everything. */
  readonly caller?: AdmittedCaller | undefined;
  /** Nobody reads the answers any more. Called once. */
  readonly closed: () => void;
}

/**
 * Runs the calls of one stream; replies that are ready in one turn of the event loop leave in one frame, up
 * to the limits of a frame. Bounded:
 * calls past the limits (handlers running, replies not written and their bytes) are refused, and while the client does not
 * read its replies, no further calls are read.
 */
export class CallStreamServer {
  readonly #stream: ReplyStream;
  readonly #options: CallStreamServerOptions;
  readonly #callsInFlightMax: number;
  readonly #running = new Map<number, ServerCall>();
  #replies: { reply: Reply; bytes: number }[] = [];
  /** Handlers that have not returned, the cancelled ones among them. */
  #handlersRunning = 0;
  #replyBytes = 0;
  #isFlushScheduled = false;
  #isBlocked = false;
  #isDraining = false;
  #isClosed = false;

  constructor(stream: ReplyStream, options: CallStreamServerOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#callsInFlightMax = options.callsInFlightMax ?? rpcLimits.callsInFlightMax;
    stream.on('data', (batch) => this.#receive(batch));
    stream.on('drain', () => {
      this.#isBlocked = false;
      this.#flush();
      if (!this.#isBlocked) this.#stream.resume();
      this.#endIfDone();
    });
    stream.on('cancelled', () => this.#close());
    stream.on('error', () => this.#close());
    // The client has no more calls; it still waits for the answers.
    stream.on('end', () => this.drain());
  }

  /** Answers what runs, refuses what comes, then ends the stream. */
  drain(): void {
    this.#isDraining = true;
    this.#endIfDone();
  }

  #receive(batch: CallBatch__Output): void {
    for (const id of batch.cancelledIds) {
      this.#running.get(id)?.cancel();
      this.#running.delete(id);
    }
    for (const call of batch.calls) this.#accept(call);
  }

  #accept(call: Call__Output): void {
    const { caller, observer } = this.#options;
    if (caller?.mayCall(call.method) === false) {
      observer.forbidden(caller.name);
      return this.#fail(call.id, forbidden());
    }
    if (this.#isDraining) return this.#fail(call.id, draining());
    if (this.#isFull()) {
      observer.refused(call.method);
      return this.#fail(call.id, tooManyCalls());
    }
    const serverCall = new ServerCall(this.#options.timers, call.timeoutMs, call.traceparent);
    this.#handlersRunning += 1;
    this.#running.set(call.id, serverCall);
    void this.#run(call, serverCall);
  }

  #isFull(): boolean {
    return (
      this.#handlersRunning + this.#replies.length >= this.#callsInFlightMax ||
      this.#replyBytes >= rpcLimits.bytesInFlightMax
    );
  }

  async #run(call: Call__Output, serverCall: ServerCall): Promise<void> {
    let reply: Uint8Array | undefined;
    let error: ServiceError | undefined;
    try {
      reply = await this.#options.registry.dispatch(call.method, call.request, serverCall);
    } catch (thrown) {
      error = thrown as ServiceError;
    }
    this.#handlersRunning -= 1;
    if (this.#running.get(call.id) === serverCall) {
      this.#running.delete(call.id);
      if (reply !== undefined) this.#reply({ id: call.id, code: 0, reply }, reply.length);
      else if (error !== undefined) this.#fail(call.id, error);
    }
    this.#endIfDone();
  }

  #fail(id: number, error: ServiceError): void {
    this.#reply({ id, code: statusCodes[error.code], error: toErrorDetail(error) }, error.message.length);
  }

  #reply(reply: Reply, payloadBytes: number): void {
    if (this.#isClosed) return;
    const bytes = payloadBytes + envelopeBytes;
    this.#replyBytes += bytes;
    this.#replies.push({ reply, bytes });
    this.#scheduleFlush();
  }

  #scheduleFlush(): void {
    if (this.#isFlushScheduled || this.#isBlocked) return;
    this.#isFlushScheduled = true;
    setImmediate(() => {
      this.#isFlushScheduled = false;
      this.#flush();
      this.#endIfDone();
    });
  }

  #flush(): void {
    if (this.#replies.length === 0 || this.#isBlocked || this.#isClosed) return;
    this.#isBlocked = !this.#stream.write({ replies: this.#nextBatch() });
    if (this.#isBlocked) this.#stream.pause();
    else if (this.#replies.length > 0) this.#scheduleFlush();
  }

  #nextBatch(): Reply[] {
    const batch: Reply[] = [];
    let bytes = 0;
    for (const next of this.#replies) {
      bytes += next.bytes;
      if (batch.length > 0 && bytes > rpcLimits.batchBytesMax) break;
      if (batch.length === rpcLimits.batchCallsMax) break;
      batch.push(next.reply);
      this.#replyBytes -= next.bytes;
    }
    this.#replies = this.#replies.slice(batch.length);
    return batch;
  }

  #endIfDone(): void {
    if (!this.#isDraining || this.#isClosed || this.#handlersRunning > 0 || this.#replies.length > 0) return;
    this.#stream.end();
    this.#close();
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#replies = [];
    for (const serverCall of this.#running.values()) serverCall.cancel();
    this.#running.clear();
    this.#options.closed();
  }
}
