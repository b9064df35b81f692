import type { Clock, Random, Timers } from '@microchat/ports/time';

import type { CallStreamLimits } from './call-stream-client.ts';
import { parseEndpoint } from './endpoint.ts';
import { failLater, type InstanceChannel, type OutgoingCall, type ProbeResult } from './channel.ts';
import { GrpcConnection } from './grpc-connection.ts';
import type { PeerCredentials } from './peer-credentials.ts';
import { ReconnectBackoff } from './reconnect-backoff.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { connectionLost, notConnected } from './transport-errors.ts';

export interface GrpcChannelOptions {
  /** `unix:/path/to.sock` or `host:port`. */
  readonly address: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RpcObserver;
  /** Default: none, plaintext. */
  readonly credentials?: PeerCredentials | undefined;
  /** The name that the server's certificate must have. Default: the host of the address. */
  readonly serverName?: string | undefined;
  /**
   * Milliseconds after which another connection takes a connection's place, up to a tenth earlier, so that a replica that was
   * added behind the same name gets calls. Default: five minutes.
   */
  readonly connectionAgeMs?: number | undefined;
  /** No connection, or none any more: it broke, could not be made, or the server takes no new calls. */
  readonly onLost?: (() => void) | undefined;
  readonly limits?: Partial<CallStreamLimits> | undefined;
}

export const connectionAgeMsDefault = 5 * 60_000;
/** A new connection that could not be made is tried again after this share of the age. */
const rotationRetryShare = 0.1;

/** A way to one address that outlives its connections: broken ones are made again with backoff, old ones replaced. */
export class GrpcChannel implements InstanceChannel {
  readonly #options: GrpcChannelOptions;
  readonly #backoff: ReconnectBackoff;
  readonly #connections = new Set<GrpcConnection>();
  #current: GrpcConnection;
  #next: GrpcConnection | undefined;
  #rotateAtMs: number;
  #isClosed = false;

  constructor(options: GrpcChannelOptions) {
    this.#options = options;
    this.#backoff = new ReconnectBackoff(options.timers, options.random);
    this.#current = this.#connect();
    this.#rotateAtMs = this.#nextRotationMs(1);
  }

  start(call: OutgoingCall): () => void {
    if (this.#isClosed) return failLater(call, connectionLost());
    const waitMs = this.#backoff.waitMs();
    if (waitMs > 0) return failLater(call, notConnected(Math.ceil(waitMs)));
    if (this.#options.timers.monotonicMs() >= this.#rotateAtMs) this.#rotate();
    return this.#current.start(call);
  }

  probe(timeoutMs: number): Promise<ProbeResult> {
    return this.#current.probe(timeoutMs);
  }

  retire(): void {
    this.#isClosed = true;
    this.#next?.close();
    this.#current.retire();
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#connections) connection.close();
  }

  #connect(): GrpcConnection {
    const connection: GrpcConnection = new GrpcConnection(
      {
        ...this.#options,
        credentials: this.#options.credentials ?? {},
        serverName: this.#options.serverName ?? parseEndpoint(this.#options.address)?.host ?? '',
      },
      {
        lost: (wasUseful) => {
          if (connection === this.#current) this.#lost(wasUseful);
        },
        draining: () => {
          if (connection === this.#current) this.#leaveDraining(connection);
        },
        closed: () => this.#connections.delete(connection),
      },
    );
    this.#connections.add(connection);
    return connection;
  }

  #lost(wasUseful: boolean): void {
    this.#backoff.streamClosed(wasUseful);
    this.#options.onLost?.();
  }

  /** Behind a name that several servers share, another connection may lead to one that stays. */
  #leaveDraining(connection: GrpcConnection): void {
    this.#replace(this.#connect(), connection);
    this.#lost(false);
  }

  /** The old connection serves until the new one stands, and then answers what it has begun. */
  #rotate(): void {
    const old = this.#current;
    const next = this.#connect();
    this.#rotateAtMs = Number.POSITIVE_INFINITY;
    this.#next = next;
    next.whenConnected((isConnected) => {
      if (this.#next === next) this.#next = undefined;
      const isWanted = isConnected && !this.#isClosed && this.#current === old;
      if (isWanted) {
        this.#replace(next, old);
        this.#options.observer.connectionRotated(this.#options.address);
        return;
      }
      next.close();
      this.#rotateAtMs = this.#nextRotationMs(rotationRetryShare);
    });
  }

  #replace(next: GrpcConnection, old: GrpcConnection): void {
    this.#current = next;
    this.#rotateAtMs = this.#nextRotationMs(1);
    old.retire();
  }

  #nextRotationMs(share: number): number {
    const { timers, random, connectionAgeMs = connectionAgeMsDefault } = this.#options;
    return timers.monotonicMs() + connectionAgeMs * share * (0.9 + random.next() * 0.1);
  }
}
