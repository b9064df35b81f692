import { type Client, policies, type QueryOptions, types } from 'cassandra-driver';
import type { CassandraObserver } from './cassandra-observer.ts';
import { type Effect, storeFailure } from './driver-failure.ts';
import { GateFullError, type RequestGate } from './request-gate.ts';

export interface Statement {
  readonly query: string;
  /** undefined leaves a column as it is; null would write a deletion. */
  readonly params: readonly unknown[];
}

export interface SessionOptions {
  readonly client: Client;
  readonly gate: RequestGate;
  readonly majorityOf: 'data-center' | 'cluster';
  readonly timeoutMs: number;
  readonly observer: CassandraObserver;
}

/** More rows than any statement here returns: a result of several pages would be several looks at a partition. */
const rowsOfAPage = 50_000;

/** The statements of the store on their way: each kind with the settings that it needs, every failure as one of the port. */
export class CassandraSession {
  readonly observer: CassandraObserver;
  readonly #client: Client;
  readonly #gate: RequestGate;
  readonly #read: QueryOptions;
  readonly #readSerially: QueryOptions;
  readonly #merge: QueryOptions;
  readonly #commit: QueryOptions;

  constructor({ client, gate, majorityOf, timeoutMs, observer }: SessionOptions) {
    this.#client = client;
    this.#gate = gate;
    this.observer = observer;
    const levels = majorities[majorityOf];
    const shared = { prepare: true, readTimeout: timeoutMs, fetchSize: rowsOfAPage, consistency: levels.quorum };
    this.#read = { ...shared, isIdempotent: true };
    this.#readSerially = { ...shared, isIdempotent: true, consistency: levels.serial };
    // Merging twice is merging once, so the driver may try another node.
    this.#merge = { ...shared, isIdempotent: true, logged: false };
    this.#commit = {
      ...shared,
      serialConsistency: levels.serial,
      isIdempotent: false,
      retry: new policies.retry.FallthroughRetryPolicy(),
      logged: true,
    };
  }

  /** @throws KvUnavailableError */
  async select({ query, params }: Statement, mode: 'plain' | 'serial'): Promise<types.Row[]> {
    const options = mode === 'serial' ? this.#readSerially : this.#read;
    const result = await this.#run('read', 0, () => this.#client.execute(query, [...params], options));
    return result.rows;
  }

  /**
   * One conditional batch; true if it was applied.
   * @throws KvUnavailableError, KvUnknownOutcomeError
   */
  async commit(statements: readonly Statement[], bytes: number): Promise<boolean> {
    const result = await this.#run('commit', bytes, () => this.#client.batch(asQueries(statements), this.#commit));
    return result.wasApplied();
  }

  /** Unconditional statements on one partition. @throws KvUnavailableError, KvUnknownOutcomeError */
  async merge(statements: readonly Statement[], bytes: number): Promise<void> {
    await this.#run('merge', bytes, () => this.#client.batch(asQueries(statements), this.#merge));
  }

  async #run<Result>(effect: Effect, bytes: number, start: () => Promise<Result>): Promise<Result> {
    const call = async () => {
      try {
        return await start();
      } catch (error) {
        throw storeFailure(effect, error);
      }
    };
    try {
      return await this.#gate.run(bytes, call, () => storeFailure(effect, new Error('no answer in time')));
    } catch (error) {
      if (error instanceof GateFullError) this.observer.refused?.();
      else if (effect === 'read') this.observer.readFailed?.(error);
      else this.observer.writeFailed?.(error);
      throw error;
    }
  }
}

const { consistencies } = types;

/** A commit writes to a majority of the replicas that its Paxos rounds ask, and reads ask a majority of the same. */
const majorities = {
  'data-center': { quorum: consistencies.localQuorum, serial: consistencies.localSerial },
  cluster: { quorum: consistencies.quorum, serial: consistencies.serial },
} as const;

function asQueries(statements: readonly Statement[]): { query: string; params: unknown[] }[] {
  return statements.map(({ query, params }) => ({ query, params: [...params] }));
}
