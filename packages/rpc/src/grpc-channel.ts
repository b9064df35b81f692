import type { CallBatch } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { ErrorDetail__Output } from '@microchat/proto/microchat/rpc/v1/ErrorDetail';
import type { ReplyBatch__Output } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import { ServiceError } from '@microchat/core/service-error';
import type { Clock, Random, Timers } from '@microchat/ports/time';
import { Client as GrpcClient, credentials, Metadata, type ServiceError as GrpcError } from '@grpc/grpc-js';

import { callBatchCodec, callStreamPath, errorDetailCodec, replyBatchCodec } from './call-frames.ts';
import { CallStreamClient, type CallStreamLimits } from './call-stream-client.ts';
import { type Channel, failLater, type OutgoingCall } from './channel.ts';
import { toServiceError } from './error-detail.ts';
import { clientChannelOptions, errorDetailTrailer, passBytes } from './grpc-options.ts';
import { ReconnectBackoff } from './reconnect-backoff.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { connectionLost, transportReasons } from './transport-errors.ts';

export interface GrpcChannelOptions {
  /** `unix:/path/to.sock` or `host:port`. */
  readonly address: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RpcObserver;
  readonly limits?: Partial<CallStreamLimits>;
}

/**
 * One connection to another process. Hot calls share one batched stream, opened with the first of them and again,
 * with backoff, after it broke; unary calls are gRPC calls of their own.
 */
export class GrpcChannel implements Channel {
  readonly #options: GrpcChannelOptions;
  readonly #grpc: GrpcClient;
  readonly #backoff: ReconnectBackoff;
  readonly #streams = new Set<CallStreamClient>();
  #current: CallStreamClient | undefined;
  #isClosed = false;

  constructor(options: GrpcChannelOptions) {
    this.#options = options;
    this.#grpc = new GrpcClient(options.address, credentials.createInsecure(), clientChannelOptions);
    this.#backoff = new ReconnectBackoff(options.timers, options.random);
  }

  start(call: OutgoingCall): () => void {
    if (this.#isClosed) return failLater(call, connectionLost());
    return call.method.options.kind === 'hot' ? this.#startHot(call) : this.#startUnary(call);
  }

  close(): void {
    this.#isClosed = true;
    for (const stream of this.#streams) stream.close();
    this.#grpc.close();
  }

  #startHot(call: OutgoingCall): () => void {
    if (this.#current === undefined) {
      const waitMs = this.#backoff.waitMs();
      if (waitMs > 0) return failLater(call, connectionLost(Math.ceil(waitMs)));
      this.#current = this.#openStream();
    }
    const started = this.#current.start(call);
    if (!(started instanceof ServiceError)) return started;
    if (started.reason === transportReasons.TOO_MANY_CALLS) this.#options.observer.refused(call.method.path);
    return failLater(call, started);
  }

  #openStream(): CallStreamClient {
    const duplex = this.#grpc.makeBidiStreamRequest<CallBatch, ReplyBatch__Output>(
      callStreamPath,
      callBatchCodec.encode,
      replyBatchCodec.decode,
    );
    const stream: CallStreamClient = new CallStreamClient(
      duplex,
      {
        closed: ({ callsInFlight, wasUseful }) => {
          this.#streams.delete(stream);
          this.#leave(stream);
          this.#backoff.streamClosed(wasUseful);
          if (callsInFlight > 0) this.#options.observer.streamBroken(this.#options.address, callsInFlight);
        },
        draining: () => this.#leave(stream),
      },
      this.#options.limits,
    );
    this.#streams.add(stream);
    return stream;
  }

  #leave(stream: CallStreamClient): void {
    if (this.#current === stream) this.#current = undefined;
  }

  #startUnary(call: OutgoingCall): () => void {
    const metadata = new Metadata();
    if (call.traceparent !== '') metadata.set('traceparent', call.traceparent);
    const grpcCall = this.#grpc.makeUnaryRequest<Uint8Array, Buffer>(
      `/${call.method.path}`,
      passBytes,
      passBytes,
      call.request,
      metadata,
      { deadline: this.#options.clock.now() + call.timeoutMs },
      (error, reply) => {
        if (error !== null) call.fail(fromGrpcError(error));
        else if (reply === undefined) call.fail(connectionLost());
        else call.succeed(reply);
      },
    );
    return () => grpcCall.cancel();
  }
}

function fromGrpcError(error: GrpcError): ServiceError {
  return toServiceError(error.code, errorDetailOf(error), 'the call failed on its way');
}

function errorDetailOf(error: GrpcError): ErrorDetail__Output | null {
  const encoded = error.metadata.get(errorDetailTrailer)[0];
  if (!(encoded instanceof Buffer)) return null;
  try {
    return errorDetailCodec.decode(encoded);
  } catch {
    // Whatever wrote this trailer is not one of ours; the code alone must do.
    return null;
  }
}
