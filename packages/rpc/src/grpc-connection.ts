import type { CallBatch } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { ReplyBatch__Output } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import { ServiceError } from '@microchat/core/service-error';
import type { Clock } from '@microchat/ports/time';
import { Client as GrpcClient, connectivityState } from '@grpc/grpc-js';

import { callBatchCodec, callStreamPath, replyBatchCodec } from './call-frames.ts';
import { CallStreamClient, type CallStreamLimits } from './call-stream-client.ts';
import { failLater, type OutgoingCall, type ProbeResult } from './channel.ts';
import { fromGrpcError } from './grpc-errors.ts';
import { clientChannelOptions, passBytes } from './grpc-options.ts';
import { healthCheckPath, healthCheckRequest, readHealthReply } from './health-check.ts';
import { callMetadata, channelCredentials, type PeerCredentials, sentServerName } from './peer-credentials.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { isAboutConnection, notConnected, transportReasons } from './transport-errors.ts';
import { UnaryCalls } from './unary-calls.ts';

export interface GrpcConnectionOptions {
  readonly address: string;
  readonly credentials: PeerCredentials;
  /** The host name or IP address that the server's certificate must have. */
  readonly serverName: string;
  readonly clock: Clock;
  readonly observer: RpcObserver;
  readonly limits?: Partial<CallStreamLimits> | undefined;
}

export interface GrpcConnectionEvents {
  /** It broke, or could not be made; another call tries again. `wasUseful`: it had carried an answer. */
  lost(wasUseful: boolean): void;
  /** The server takes no new calls. */
  draining(): void;
  /** Retired or closed, and nothing is in flight any more. */
  closed(): void;
}

/** Longer than a handshake over half the world, shorter than anybody's patience. */
const connectTimeoutMs = 3_000;

/**
 * One TCP (or Unix socket) connection. Hot calls share a batched stream, opened with the first of them and again after
 * it broke; unary calls are gRPC calls of their own. Nothing is handed to gRPC before the connection stands, so that of
 * a call without one it is certain that it was not executed.
 */
export class GrpcConnection {
  readonly #options: GrpcConnectionOptions;
  readonly #events: GrpcConnectionEvents;
  readonly #grpc: GrpcClient;
  readonly #unary: UnaryCalls;
  readonly #streams = new Set<CallStreamClient>();
  #waiting: ((isConnected: boolean) => void)[] = [];
  #current: CallStreamClient | undefined;
  #phase: 'open' | 'retired' | 'closed' = 'open';

  constructor(options: GrpcConnectionOptions, events: GrpcConnectionEvents) {
    this.#options = options;
    this.#events = events;
    const { address, credentials, serverName } = options;
    const { tls } = credentials;
    const tlsOptions = tls === undefined ? {} : { 'grpc.ssl_target_name_override': sentServerName(serverName) };
    this.#grpc = new GrpcClient(address, channelCredentials(tls, serverName), {
      ...clientChannelOptions,
      ...tlsOptions,
    });
    this.#unary = new UnaryCalls({
      grpc: this.#grpc,
      key: credentials.key,
      clock: options.clock,
      observer: options.observer,
      callsInFlightMax: options.limits?.callsInFlightMax,
      whenConnected: (listener) => this.whenConnected(listener),
      lost: () => {
        if (this.#phase === 'open') events.lost(false);
      },
      draining: () => {
        if (this.#phase === 'open') events.draining();
      },
      idle: () => this.#closeIfIdle(),
    });
  }

  start(call: OutgoingCall): () => void {
    if (this.#phase !== 'open') return failLater(call, notConnected());
    return call.method.options.kind === 'hot' ? this.#startHot(call) : this.#unary.start(call);
  }

  probe(timeoutMs: number): Promise<ProbeResult> {
    const deadline = this.#options.clock.now() + timeoutMs;
    const { promise, resolve } = Promise.withResolvers<ProbeResult>();
    this.#grpc.makeUnaryRequest<Uint8Array, Buffer>(
      healthCheckPath,
      passBytes,
      passBytes,
      healthCheckRequest,
      callMetadata(this.#options.credentials.key),
      { deadline },
      (error, reply) => resolve(error === null ? readHealthReply(reply) : probeFailure(fromGrpcError(error))),
    );
    return promise;
  }

  /** Calls back once: whether there is a connection, after trying to make one. */
  whenConnected(listener: (isConnected: boolean) => void): void {
    this.#waiting.push(listener);
    if (this.#waiting.length === 1) this.#awaitConnection(this.#options.clock.now() + connectTimeoutMs);
  }

  /** Takes no new calls; closes when those in flight are answered. */
  retire(): void {
    if (this.#phase !== 'open') return;
    this.#phase = 'retired';
    this.#current = undefined;
    for (const stream of this.#streams) stream.retire();
    this.#closeIfIdle();
  }

  /** Fails what is in flight. */
  close(): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    for (const stream of this.#streams) stream.close();
    this.#unary.close();
    this.#grpc.close();
    this.#events.closed();
  }

  #awaitConnection(deadlineMs: number): void {
    const channel = this.#grpc.getChannel();
    const state = channel.getConnectivityState(true);
    if (state === connectivityState.READY) return this.#connectionTried(true);
    // After the first failure gRPC goes on trying by itself; until it succeeds nobody need wait.
    if (state === connectivityState.TRANSIENT_FAILURE || state === connectivityState.SHUTDOWN) {
      return this.#connectionTried(false);
    }
    channel.watchConnectivityState(state, deadlineMs, (error) => {
      if (this.#phase === 'closed' || error !== undefined) this.#connectionTried(false);
      else this.#awaitConnection(deadlineMs);
    });
  }

  #connectionTried(isConnected: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const listener of waiting) listener(isConnected);
  }

  #startHot(call: OutgoingCall): () => void {
    const started = (this.#current ?? this.#openStream()).start(call);
    if (!(started instanceof ServiceError)) return started;
    if (started.reason === transportReasons.TOO_MANY_CALLS) this.#options.observer.refused(call.method.path);
    return failLater(call, started);
  }

  #openStream(): CallStreamClient {
    const duplex = this.#grpc.makeBidiStreamRequest<CallBatch, ReplyBatch__Output>(
      callStreamPath,
      callBatchCodec.encode,
      replyBatchCodec.decode,
      callMetadata(this.#options.credentials.key),
    );
    const stream: CallStreamClient = new CallStreamClient(
      duplex,
      {
        closed: ({ callsInFlight, wasUseful }) => {
          this.#streams.delete(stream);
          if (callsInFlight > 0) this.#options.observer.streamBroken(this.#options.address, callsInFlight);
          if (this.#leave(stream)) this.#events.lost(wasUseful);
          this.#closeIfIdle();
        },
        draining: () => {
          if (this.#leave(stream)) this.#events.draining();
        },
      },
      this.#options.limits,
    );
    this.#streams.add(stream);
    this.#current = stream;
    // May call back at once, and the stream be gone again.
    this.whenConnected((isConnected) => {
      if (isConnected) stream.connected();
      else stream.close();
    });
    return stream;
  }

  /** True if it was the one that new calls went to. */
  #leave(stream: CallStreamClient): boolean {
    if (this.#current !== stream) return false;
    this.#current = undefined;
    return true;
  }

  #closeIfIdle(): void {
    if (this.#phase === 'retired' && this.#streams.size === 0 && this.#unary.inFlight === 0) this.close();
  }
}

/** Whoever answers at all is alive, and one that knows no health checks takes calls; one that refuses us has no use. */
function probeFailure(error: ServiceError): ProbeResult {
  if (error.code === 'UNIMPLEMENTED') return 'serving';
  const isSilent = isAboutConnection(error) || error.code === 'DEADLINE_EXCEEDED' || error.code === 'CANCELLED';
  return isSilent ? 'noAnswer' : 'notServing';
}
