import type { CallBatch__Output } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { ReplyBatch } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import { type ServiceError, statusCodes } from '@microchat/core/service-error';
import type { Clock, Timers } from '@microchat/ports/time';
import {
  Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';

import { callBatchCodec, callStreamPath, errorDetailCodec, replyBatchCodec } from './call-frames.ts';
import type { CallEdge } from './call-edge.ts';
import { CallStreamServer } from './call-stream-server.ts';
import { toErrorDetail } from './error-detail.ts';
import { errorDetailTrailer, passBytes, serverOptions } from './grpc-options.ts';
import { rpcLimits } from './rpc-limits.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { ServerCall } from './server-call.ts';
import type { ServiceRegistry } from './service-registry.ts';
import { draining, tooManyCalls } from './transport-errors.ts';

export interface GrpcServerOptions {
  readonly registry: ServiceRegistry;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly observer: RpcObserver;
  /** Bounds the calls of each stream, and all unary calls together. Default: rpcLimits.callsInFlightMax. */
  readonly callsInFlightMax?: number;
  /** Default: rpcLimits.grpcMessageBytesMax. */
  readonly requestBytesMax?: number;
  /** For callers from outside: every call goes through it, and the batched stream, whose calls would not, is not served. */
  readonly edge?: CallEdge;
}

/** What a call without a deadline gets. Our clients always send one. */
const timeoutMsMax = 60_000;

/** Serves a registry over gRPC: every method as a unary call, and all of them over the batched stream. */
export class GrpcServer {
  readonly #options: GrpcServerOptions;
  readonly #callsInFlightMax: number;
  readonly #server: Server;
  readonly #streams = new Set<CallStreamServer>();
  #unaryInFlight = 0;
  #isDraining = false;

  constructor(options: GrpcServerOptions) {
    this.#options = options;
    const { requestBytesMax } = options;
    this.#server = new Server(
      requestBytesMax === undefined
        ? serverOptions
        : { ...serverOptions, 'grpc.max_receive_message_length': requestBytesMax },
    );
    this.#callsInFlightMax = options.callsInFlightMax ?? rpcLimits.callsInFlightMax;
  }

  /**
   * Serves what the registry holds now.
   * @param address `unix:/path/to.sock` or `host:port`; port 0 picks one.
   * @returns the bound port; meaningless for Unix sockets.
   */
  async listen(address: string): Promise<number> {
    if (this.#options.edge === undefined) this.#addStreamService();
    this.#addUnaryServices();
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(port);
        else reject(bindFailure(error, address));
      });
    });
  }

  /** Refuses new calls (UNAVAILABLE, DRAINING), waits for running ones, then closes. Cuts off what is left at the end. */
  async stop(timeoutMs: number): Promise<void> {
    this.#isDraining = true;
    for (const stream of this.#streams) stream.drain();
    await new Promise<void>((resolve) => {
      const timer = this.#options.timers.after(timeoutMs, () => this.#server.forceShutdown());
      this.#server.tryShutdown(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  #addStreamService(): void {
    this.#server.addService(
      {
        open: {
          path: callStreamPath,
          requestStream: true,
          responseStream: true,
          requestSerialize: callBatchCodec.encode,
          requestDeserialize: callBatchCodec.decode,
          responseSerialize: replyBatchCodec.encode,
          responseDeserialize: replyBatchCodec.decode,
        },
      },
      { open: (duplex: ServerDuplexStream<CallBatch__Output, ReplyBatch>) => this.#openStream(duplex) },
    );
  }

  #openStream(duplex: ServerDuplexStream<CallBatch__Output, ReplyBatch>): void {
    const { registry, timers, observer } = this.#options;
    const stream: CallStreamServer = new CallStreamServer(duplex, {
      registry,
      timers,
      observer,
      callsInFlightMax: this.#callsInFlightMax,
      closed: () => this.#streams.delete(stream),
    });
    this.#streams.add(stream);
    if (this.#isDraining) stream.drain();
  }

  #addUnaryServices(): void {
    for (const service of this.#options.registry.services()) {
      const paths = [...service.methods.values()].map((method) => method.path);
      this.#server.addService(
        Object.fromEntries(
          paths.map((path) => [
            path,
            {
              path: `/${path}`,
              requestStream: false,
              responseStream: false,
              requestSerialize: passBytes,
              requestDeserialize: passBytes,
              responseSerialize: passBytes,
              responseDeserialize: passBytes,
            },
          ]),
        ),
        Object.fromEntries(
          paths.map((path) => [
            path,
            (call: ServerUnaryCall<Buffer, Uint8Array>, done: sendUnaryData<Uint8Array>) =>
              void this.#runUnary(path, call, done),
          ]),
        ),
      );
    }
  }

  async #runUnary(
    path: string,
    call: ServerUnaryCall<Buffer, Uint8Array>,
    done: sendUnaryData<Uint8Array>,
  ): Promise<void> {
    if (this.#isDraining) return fail(done, draining());
    if (this.#unaryInFlight >= this.#callsInFlightMax) {
      this.#options.observer.refused(path);
      return fail(done, tooManyCalls());
    }
    this.#unaryInFlight += 1;
    const serverCall = new ServerCall(this.#options.timers, this.#timeoutMs(call), metadataOf(call, 'traceparent'));
    call.on('cancelled', () => serverCall.cancel());
    try {
      const { registry, edge } = this.#options;
      const dispatch = () => registry.dispatch(path, call.request, serverCall);
      const edgeCall = { path, authorization: metadataOf(call, 'authorization'), request: call.request };
      done(null, edge === undefined ? await dispatch() : await edge.run(edgeCall, dispatch));
    } catch (error) {
      fail(done, error as ServiceError);
    } finally {
      this.#unaryInFlight -= 1;
    }
  }

  #timeoutMs(call: ServerUnaryCall<Buffer, Uint8Array>): number {
    const deadline = call.getDeadline();
    const leftMs = (deadline instanceof Date ? deadline.getTime() : deadline) - this.#options.clock.now();
    return Math.max(0, Math.min(timeoutMsMax, leftMs));
  }
}

/** gRPC only says it in words; with code and port, the start can name the variable of a port that is taken. */
function bindFailure(cause: Error, address: string): Error {
  if (!cause.message.includes('EADDRINUSE')) return cause;
  const port = Number(address.slice(address.lastIndexOf(':') + 1));
  return Object.assign(new Error(`${address} is in use`, { cause }), { code: 'EADDRINUSE', port });
}

function metadataOf(call: ServerUnaryCall<Buffer, Uint8Array>, name: string): string {
  return String(call.metadata.get(name)[0] ?? '');
}

function fail(done: sendUnaryData<Uint8Array>, error: ServiceError): void {
  const metadata = new Metadata();
  metadata.set(errorDetailTrailer, errorDetailCodec.encode(toErrorDetail(error)));
  done({ code: statusCodes[error.code], details: error.message, metadata });
}
