import type { CallBatch__Output } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { ReplyBatch } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import type { ServiceError } from '@microchat/core/service-error';
import type { Clock, Timers } from '@microchat/ports/time';
import { type sendUnaryData, Server, type ServerDuplexStream, type ServerUnaryCall } from '@grpc/grpc-js';

import { callBatchCodec, callStreamPath, replyBatchCodec } from './call-frames.ts';
import type { CallEdge } from './call-edge.ts';
import type { AdmittedCaller, CallGuard } from './call-guard.ts';
import { CallStreamServer } from './call-stream-server.ts';
import { toGrpcStatus } from './grpc-errors.ts';
import { passBytes, serverOptions } from './grpc-options.ts';
import type { HealthService } from './health-service.ts';
import { serverCredentials, type TlsIdentity } from './peer-credentials.ts';
import { rpcLimits } from './rpc-limits.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { ServerCall } from './server-call.ts';
import type { ServiceRegistry } from './service-registry.ts';
import { draining, forbidden, tooManyCalls } from './transport-errors.ts';

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
  /** For the network between the processes of a deployment: who may call what. Default: whoever reaches the address. */
  readonly guard?: CallGuard;
  /** Answers health checks. */
  readonly health?: HealthService;
  /** Default: plaintext. */
  readonly tls?: TlsIdentity | undefined;
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
    const { edge, health, guard, tls } = this.#options;
    if (edge === undefined) this.#addStreamService();
    this.#addUnaryServices();
    health?.addTo(this.#server, guard);
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(address, serverCredentials(tls), (error, port) => {
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
    let caller: AdmittedCaller | undefined;
    try {
      caller = this.#admit(duplex);
    } catch (error) {
      duplex.emit('error', toGrpcStatus(error as ServiceError));
      return;
    }
    const stream: CallStreamServer = new CallStreamServer(duplex, {
      registry,
      caller,
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
    const refusal = this.#refusalOf(path, call);
    if (refusal !== undefined) return done(toGrpcStatus(refusal));
    this.#unaryInFlight += 1;
    const serverCall = new ServerCall(this.#options.timers, this.#timeoutMs(call), metadataOf(call, 'traceparent'));
    call.on('cancelled', () => serverCall.cancel());
    try {
      const { registry, edge } = this.#options;
      const dispatch = () => registry.dispatch(path, call.request, serverCall);
      const edgeCall = { path, authorization: metadataOf(call, 'authorization'), request: call.request };
      done(null, edge === undefined ? await dispatch() : await edge.run(edgeCall, dispatch));
    } catch (error) {
      done(toGrpcStatus(error as ServiceError));
    } finally {
      this.#unaryInFlight -= 1;
    }
  }

  /** Why the call is not even begun. */
  #refusalOf(path: string, call: AnyCall): ServiceError | undefined {
    const { observer } = this.#options;
    let caller: AdmittedCaller | undefined;
    try {
      caller = this.#admit(call);
    } catch (error) {
      return error as ServiceError;
    }
    if (caller?.mayCall(path) === false) {
      observer.forbidden(caller.name);
      return forbidden();
    }
    if (this.#isDraining) return draining();
    if (this.#unaryInFlight < this.#callsInFlightMax) return undefined;
    observer.refused(path);
    return tooManyCalls();
  }

  /** Undefined: no guard. @throws ServiceError UNAUTHENTICATED */
  #admit(call: AnyCall): AdmittedCaller | undefined {
    const { guard, observer } = this.#options;
    try {
      return guard?.admit(metadataOf(call, 'authorization'));
    } catch (error) {
      observer.unauthenticated();
      throw error;
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

type AnyCall = Pick<ServerUnaryCall<unknown, unknown>, 'metadata'>;

function metadataOf(call: AnyCall, name: string): string {
  return String(call.metadata.get(name)[0] ?? '');
}
