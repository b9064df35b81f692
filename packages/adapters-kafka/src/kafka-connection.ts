import type { Timers } from '@microchat/ports/time';
import { type ISocketFactory, Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs';
import type { KafkaCredentials } from './kafka-credentials.ts';
import type { KafkaObserver } from './kafka-observer.ts';
import { avoidNegativeTimers } from './request-queue-timer.ts';
import { TrackedSockets } from './tracked-sockets.ts';
import { within } from './within.ts';

export interface KafkaConnectionOptions {
  /** `host:port` of some brokers; the others are learned from them. */
  readonly brokers: readonly string[];
  /** How brokers name us in their logs and quotas. */
  readonly clientId: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaCredentials;
  /** Longest wait for one answer of a broker. */
  readonly requestTimeoutMs: number;
  readonly timers: Timers;
  readonly observer: KafkaObserver;
}

/** One client and its sockets. Everything that must be able to fail and start again by itself has its own. */
export interface KafkaConnection {
  readonly kafka: Kafka;
  /** Disconnects politely, at most for a moment, then cuts the sockets. Never rejects. */
  close(disconnect: () => Promise<void>): Promise<void>;
}

const connectionTimeoutMs = 3_000;
const closeTimeoutMs = 2_000;

/**
 * Attempts of the client library itself, against a moved leader or a lost connection. What lasts longer is for the owner
 * of the connection, who starts with a new one.
 */
const clientRetry = { initialRetryTime: 50, maxRetryTime: 1_000, retries: 6 };

/** The connections of one event log. */
export class KafkaConnections {
  readonly #options: KafkaConnectionOptions;
  readonly #open = new Set<TrackedSockets>();
  #severed = false;

  constructor(options: KafkaConnectionOptions) {
    avoidNegativeTimers();
    this.#options = options;
  }

  open(): KafkaConnection {
    const sockets = new TrackedSockets();
    if (this.#severed) sockets.sever();
    this.#open.add(sockets);
    const state = { closing: false };
    const log: ClientLog = (level, message, details) => {
      // The complaints of a client that is being closed say nothing.
      if (!state.closing && !this.#severed) this.#options.observer.clientLog?.(level, message, details);
    };
    return {
      kafka: createClient(this.#options, sockets.factory, log),
      close: async (disconnect) => {
        state.closing = true;
        await within(this.#options.timers, closeTimeoutMs, disconnect()).catch(() => undefined);
        sockets.sever();
        this.#open.delete(sockets);
      },
    };
  }

  /** Cuts every connection, now and later. */
  sever(): void {
    this.#severed = true;
    for (const sockets of this.#open) sockets.sever();
  }
}

type ClientLog = NonNullable<KafkaObserver['clientLog']>;

/** Said whenever an idempotent producer has an end to its retries. Ours is not used again after that. */
const wontMatter = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';

function createClient(options: KafkaConnectionOptions, socketFactory: ISocketFactory, log: ClientLog): Kafka {
  return new Kafka({
    brokers: [...options.brokers],
    clientId: options.clientId,
    ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
    ...(options.sasl === undefined ? {} : { sasl: options.sasl as SASLOptions }),
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: options.requestTimeoutMs,
    retry: clientRetry,
    socketFactory,
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, log: { message, timestamp: _, ...details } }) => {
        if (message !== wontMatter) log(level === logLevel.WARN ? 'warn' : 'error', message, details);
      },
  });
}
