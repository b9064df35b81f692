import { PresenceUnavailableError } from '@microchat/ports/presence';
import { Redis } from 'ioredis';
import type { RedisObserver } from './redis-observer.ts';
import { type RedisOptions, redisDefaults } from './redis-options.ts';

/** Waits between attempts to connect: from the first to the second value. */
const reconnectMs = { min: 50, max: 1_000 };

/** A script under a name of its own: its calls carry a hash instead of its text. */
export interface RedisScript {
  readonly name: string;
  readonly lua: string;
}

type RunScript = (...args: (string | number)[]) => Promise<unknown>;

/** One connection to Redis that opens itself again, with every call bounded in time and in number. */
export class RedisConnection {
  readonly commandTimeoutMs: number;
  readonly #redis: Redis;
  readonly #observer: RedisObserver;
  readonly #inFlightMax: number;
  readonly #closed = Promise.withResolvers<never>();
  #inFlight = 0;

  constructor(options: RedisOptions, observer: RedisObserver) {
    const { commandTimeoutMs, inFlightMax } = { ...redisDefaults, ...options };
    this.commandTimeoutMs = commandTimeoutMs;
    this.#observer = observer;
    this.#inFlightMax = inFlightMax;
    this.#redis = new Redis(options.url, {
      ...(options.tls === undefined ? {} : { tls: options.tls }),
      lazyConnect: true,
      connectionName: 'microchat-presence',
      // While Redis is away calls fail at once; nothing waits to be done later, and nothing is done twice.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      // A call whose connection broke ends at its time-out, not earlier: until then the server may still do it.
      maxRetriesPerRequest: null,
      commandTimeout: commandTimeoutMs,
      connectTimeout: commandTimeoutMs,
      // A server that answers nothing any more: the next connection may reach another one.
      socketTimeout: 2 * commandTimeoutMs,
      retryStrategy: (attempt) => Math.min(reconnectMs.min * 2 ** Math.min(attempt, 10), reconnectMs.max),
      // A primary that became a replica: find the new one.
      reconnectOnError: (error) => error.message.startsWith('READONLY'),
    });
    // Nobody waits for it once the connection is there.
    this.#closed.promise.catch(() => undefined);
    this.#redis.on('ready', () => observer.connected?.());
    this.#redis.on('close', () => observer.disconnected?.());
    this.#redis.on('error', (error: unknown) => observer.connectionFailed?.(error));
  }

  /** Resolves when the connection is ready. @throws PresenceUnavailableError if it was closed before that */
  async connect(): Promise<void> {
    const ready = new Promise<void>((resolve) => this.#redis.once('ready', () => resolve()));
    // The first failure is not the last word: attempts go on, and are told to the observer.
    this.#redis.connect().catch(() => undefined);
    await Promise.race([ready, this.#closed.promise]);
  }

  /** Ends at once; what is in flight fails. */
  close(): void {
    this.#redis.disconnect();
    this.#closed.reject(new PresenceUnavailableError('the connection to Redis was closed'));
  }

  /** Makes a script callable by `run`. */
  define({ name, lua }: RedisScript): void {
    this.#redis.defineCommand(name, { lua, numberOfKeys: 0 });
  }

  /**
   * Makes a call unless too many are under way.
   * @throws PresenceUnavailableError then, and whatever went wrong; it may or may not have been done
   */
  async call<Answer>(name: string, make: () => Promise<Answer>): Promise<Answer> {
    if (this.#inFlight >= this.#inFlightMax) {
      this.#observer.refused?.();
      throw new PresenceUnavailableError('too many calls to Redis are under way');
    }
    this.#inFlight += 1;
    try {
      return await make();
    } catch (error) {
      this.#observer.callFailed?.(name, error);
      throw new PresenceUnavailableError(`Redis did not do ${name}: ${String(error)}`, { cause: error });
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** Runs a script that was defined. @throws what the client throws */
  async run(name: string, args: readonly (string | number)[]): Promise<unknown> {
    const script = (this.#redis as unknown as Record<string, RunScript | undefined>)[name];
    if (script === undefined) throw new TypeError(`no script ${name}`);
    return script.apply(this.#redis, [...args]);
  }
}
