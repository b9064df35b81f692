import { type Presence, PresenceConflictError, PresenceUnavailableError, type Worker } from '@microchat/ports/presence';
import type { Timers } from '@microchat/ports/time';
import * as scripts from './presence-scripts.ts';
import type { RedisConnection } from './redis-connection.ts';
import { ServerClock } from './server-clock.ts';
import { SharedReads } from './shared-reads.ts';

/** How long an ended lease is remembered so that its incarnation can't come back; they are random. */
const memoryMs = 3_600_000;

/** Topics in one script: some 1 ms of the server, during which it does nothing else. */
const topicsPerScriptMax = 500;

/**
 * Presence in Redis, for any number of processes: nothing of a lease is kept here. A Redis that was flushed, restarted or
 * replaced ends every lease by the next renewal, and the workers register again: writes that it may have lost never
 * go unnoticed for longer. An expired or late call is never done afterwards.
 */
export class RedisPresence implements Presence {
  readonly #connection: RedisConnection;
  readonly #prefix: string;
  readonly #clock: ServerClock;
  readonly #interested = new SharedReads((topics) => this.#readInterested(topics));

  constructor(connection: RedisConnection, keyPrefix: string, timers: Timers) {
    this.#connection = connection;
    this.#prefix = `${keyPrefix}presence:`;
    this.#clock = new ServerClock(timers);
    for (const [name, lua] of Object.entries(scripts)) connection.define({ name: scriptName(name), lua });
  }

  async openLease({ incarnation, address }: Worker, ttlMs: number): Promise<void> {
    const opened = await this.#run('openLease', [incarnation, address, ttlMs, memoryMs]);
    if (opened !== 1) throw new PresenceConflictError(`incarnation ${incarnation} was used before`);
  }

  async renewLease(incarnation: string, ttlMs: number): Promise<boolean> {
    return (await this.#run('renewLease', [incarnation, ttlMs, memoryMs])) === 1;
  }

  async closeLease(incarnation: string): Promise<void> {
    await this.#run('closeLease', [incarnation]);
  }

  async register(incarnation: string, topics: readonly string[], order: number): Promise<boolean> {
    // Nothing to register still says whether the lease lives.
    const parts = topics.length === 0 ? [[]] : inParts(topics);
    for (const some of parts) {
      if (!(await this.#change('register', { incarnation, order }, some))) return false;
    }
    return true;
  }

  async unregister(incarnation: string, topics: readonly string[], order: number): Promise<void> {
    for (const some of inParts(topics)) await this.#change('unregister', { incarnation, order }, some);
  }

  async interested(topics: readonly string[]): Promise<Worker[][]> {
    if (topics.length === 0) return [];
    return this.#connection.call('interested', () => this.#interested.ask(topics));
  }

  async #readInterested(topics: readonly string[]): Promise<Worker[][]> {
    const answers = await Promise.all(inParts(topics).map((some) => this.#script('interested', some)));
    return answers.flatMap((answer) => (answer as string[][]).map(workers));
  }

  /**
   * Interests are changed to and fro by one caller, one change after the other, and the last one has to win. A change that
   * waits in the socket of a stalled server while its caller has long gone on must not be done any more: it carries the time
   * at which its caller stops waiting.
   */
  async #change(
    script: 'register' | 'unregister',
    { incarnation, order }: { readonly incarnation: string; readonly order: number },
    topics: readonly string[],
  ): Promise<boolean> {
    if (!this.#clock.known) this.#clock.learn((await this.#run('serverTime', [])) as number);
    const deadlineMs = Math.floor(this.#clock.now() + this.#connection.commandTimeoutMs);
    const [outcome, serverMs] = (await this.#run(script, [incarnation, deadlineMs, order, ...topics])) as [
      number,
      number,
    ];
    this.#clock.learn(serverMs);
    if (outcome === -1) throw new PresenceUnavailableError(`${script} reached Redis too late`);
    return outcome === 1;
  }

  #run(script: keyof typeof scripts, args: readonly (string | number)[]): Promise<unknown> {
    return this.#connection.call(script, () => this.#script(script, args));
  }

  #script(script: keyof typeof scripts, args: readonly (string | number)[]): Promise<unknown> {
    return this.#connection.run(scriptName(script), [this.#prefix, ...args]);
  }
}

/** Apart from the client's own commands. */
function scriptName(name: string): string {
  return `presence_${name}`;
}

function inParts(topics: readonly string[]): (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let start = 0; start < topics.length; start += topicsPerScriptMax) {
    parts.push(topics.slice(start, start + topicsPerScriptMax));
  }
  return parts;
}

/** From incarnations and addresses in turn. */
function workers(flat: readonly string[]): Worker[] {
  const found: Worker[] = [];
  for (let position = 0; position + 1 < flat.length; position += 2) {
    found.push({ incarnation: flat[position] ?? '', address: flat[position + 1] ?? '' });
  }
  return found;
}
