import type { Timers } from '@microchat/ports/time';
import { type Client, policies, types } from 'cassandra-driver';
import { schemaScope, schemaTable } from './schema-table.ts';
import { isServerError, serverCodes } from './server-error.ts';

/** Longer than any statement of a migration with its time-outs, so that only a holder that is gone loses the lock. */
const leaseSeconds = 60;
const askAgainMs = 250;
/** Somebody who died while migrating is waited for. */
const waitMs = 2 * leaseSeconds * 1_000;

/** Whoever migrates holds it: a conditional write with a time to live, renewed before every statement. */
export class SchemaLock {
  readonly #client: Client;
  readonly #table: string;
  readonly #owner: string;
  readonly #timers: Timers;

  constructor(client: Client, keyspace: string, owner: string, timers: Timers) {
    this.#client = client;
    this.#table = schemaTable(keyspace);
    this.#owner = owner;
    this.#timers = timers;
  }

  /** @throws Error somebody else held it all the time */
  async acquire(): Promise<void> {
    const giveUpAtMs = this.#timers.monotonicMs() + waitMs;
    for (;;) {
      const holder = await this.#take();
      if (holder === this.#owner) return;
      if (this.#timers.monotonicMs() > giveUpAtMs) throw new Error(`the schema is being migrated by ${holder}`);
      await new Promise<void>((resolve) => {
        this.#timers.after(askAgainMs, resolve);
      });
    }
  }

  /** @throws Error it was lost */
  async renew(): Promise<void> {
    const query = `UPDATE ${this.#table} USING TTL ${leaseSeconds} SET lock_owner = ? WHERE scope = ? IF lock_owner = ?`;
    const result = await this.#execute(query, [this.#owner, schemaScope, this.#owner]);
    if (!result.wasApplied()) throw lockLost();
  }

  /** Notes a migration as run, which only the holder may. */
  async record(number: number, name: string): Promise<void> {
    const options = conditional;
    const queries = [
      {
        query: `UPDATE ${this.#table} USING TTL ${leaseSeconds} SET lock_owner = ? WHERE scope = ? IF lock_owner = ?`,
        params: [this.#owner, schemaScope, this.#owner],
      },
      {
        query: `INSERT INTO ${this.#table} (scope, number, name, applied_at) VALUES (?, ?, ?, toTimestamp(now()))`,
        params: [schemaScope, number, name],
      },
    ];
    const result = await this.#client.batch(queries, options);
    if (!result.wasApplied()) throw lockLost();
  }

  /** Never fails: a lock that could not be released ends with its lease. */
  async release(): Promise<void> {
    const query = `DELETE lock_owner FROM ${this.#table} WHERE scope = ? IF lock_owner = ?`;
    try {
      await this.#execute(query, [schemaScope, this.#owner]);
    } catch {
      // Somebody waits a little longer.
    }
  }

  /** The holder after trying to become it; undefined if nobody can tell. */
  async #take(): Promise<string | undefined> {
    const query = `UPDATE ${this.#table} USING TTL ${leaseSeconds} SET lock_owner = ? WHERE scope = ? IF lock_owner = null`;
    try {
      const result = await this.#execute(query, [this.#owner, schemaScope]);
      if (result.wasApplied()) return this.#owner;
      return (result.first()?.get('lock_owner') as string | null) ?? undefined;
    } catch (error) {
      // Several who want it at once may make each other time out: ask again.
      if (isServerError(error, serverCodes.writeTimeout)) return undefined;
      throw error;
    }
  }

  #execute(query: string, params: readonly unknown[]): Promise<types.ResultSet> {
    return this.#client.execute(query, [...params], conditional);
  }
}

const conditional = {
  prepare: true,
  isIdempotent: false,
  consistency: types.consistencies.quorum,
  serialConsistency: types.consistencies.serial,
  retry: new policies.retry.FallthroughRetryPolicy(),
};

function lockLost(): Error {
  return new Error('another migration has taken over: run this one again');
}
