import type { PartitionKey } from '@microchat/ports/kv-store';
import { type Envelope, noEvents } from './envelope.ts';
import { FreshRows } from './fresh-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';

/** A place in the register of an incarnation, which promises that it or its sweeper publishes this partition's events. */
export interface Registration {
  readonly incarnation: string;
  readonly slot: number;
}

/** A commit of this process with events that was applied. */
export interface AppliedEvents {
  /** Envelope of the version that the commit was based on. */
  readonly before: Envelope;
  readonly row: OutboxRow;
  readonly rowBytes: number;
}

/** Bytes of events that wait for the log, over all partitions. */
export interface Backlog {
  bytes: number;
}

interface Waiter {
  readonly version: number;
  resolve(isPublished: boolean): void;
}

/** What this process knows of a partition and still has to do for it. */
export class PartitionRecord {
  readonly key: PartitionKey;
  /** Undefined: it has to be read. */
  version: number | undefined;
  /** Of `version`, or of an earlier one if that is undefined. */
  envelope: Envelope = noEvents;
  readonly fresh = new FreshRows();
  registration: Registration | undefined;
  /** A commit that expects this version is covered by the registration without asking again. */
  coveredVersion: number | undefined;
  /** Commits on their way. */
  holds = 0;
  /** What a commit of unknown outcome expected: it may come true as long as the partition has this version. */
  doubt: { readonly ifVersion: number; readonly sinceMs: number } | undefined;
  /** The marker in table `published` was read since this version was seen. */
  isMarkerRead = false;
  /** Everything up to here is to be published by this process. */
  goal = 0;
  lastUsedMs = 0;
  /** A publication that is under way. */
  publishing: Promise<void> | undefined;
  readonly #backlog: Backlog;
  #backlogBytes = 0;
  #publishedThrough = 0;
  #waiters: Waiter[] = [];

  constructor(key: PartitionKey, backlog: Backlog) {
    this.key = key;
    this.#backlog = backlog;
  }

  /** All events of commits up to here are in the log. Never falls, whoever else writes. */
  get publishedThrough(): number {
    return this.#publishedThrough;
  }

  /** What a read saw. Reads may overtake each other. */
  learn(version: number, envelope: Envelope): void {
    this.learnPublished(envelope.publishedThrough);
    if (this.version !== undefined && version < this.version) return;
    // Somebody else may have published these and said so.
    if (version !== this.version) this.isMarkerRead = false;
    this.version = version;
    this.envelope = envelope;
  }

  learnPublished(through: number): void {
    if (through <= this.#publishedThrough) return;
    this.#publishedThrough = through;
    this.fresh.drop(through);
    const published = this.#waiters.filter(({ version }) => version <= through);
    this.#waiters = this.#waiters.filter(({ version }) => version > through);
    for (const { resolve } of published) resolve(true);
    if (through >= this.goal) this.#addBacklog(-this.#backlogBytes);
  }

  /** A commit that expects this version is covered by the registration. */
  cover(ifVersion: number): void {
    this.coveredVersion = Math.max(ifVersion, this.coveredVersion ?? 0);
  }

  /** A commit of this process that expected `ifVersion` was applied, whether it had events or not. */
  learnOwn(ifVersion: number, after: Envelope): void {
    // A fence in between would have refused it.
    if (this.coveredVersion === ifVersion) this.coveredVersion = ifVersion + 1;
    this.learn(ifVersion + 1, after);
  }

  learnEvents({ before, row, rowBytes }: AppliedEvents): void {
    const { version } = row;
    this.raiseGoal(version);
    if (this.#publishedThrough >= version) return;
    this.fresh.add(row, before.eventsThrough);
    this.#addBacklog(rowBytes);
  }

  /** A commit of unknown outcome with events expected `ifVersion`. */
  learnDoubt(ifVersion: number, nowMs: number): void {
    if (this.doubt === undefined || this.doubt.ifVersion < ifVersion) this.doubt = { ifVersion, sinceMs: nowMs };
  }

  /** Nothing that was sent expecting an older version than this comes true any more; what came true is in `goal`. */
  resolveDoubt(version: number): void {
    if (this.doubt !== undefined && this.doubt.ifVersion < version) this.doubt = undefined;
  }

  /** The version has to be read again, because somebody else wrote or may have. */
  forgetVersion(): void {
    this.version = undefined;
    this.coveredVersion = undefined;
  }

  raiseGoal(through: number): void {
    this.goal = Math.max(this.goal, through);
  }

  /** Resolves true when all events up to a version are in the log, false when `giveUp` was called first. */
  whenPublished(version: number): { readonly published: Promise<boolean>; giveUp(): void } {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    if (this.#publishedThrough >= version) resolve(true);
    else this.#waiters.push({ version, resolve });
    return {
      published: promise,
      giveUp: () => {
        this.#waiters = this.#waiters.filter((waiter) => waiter.resolve !== resolve);
        resolve(false);
      },
    };
  }

  #addBacklog(bytes: number): void {
    this.#backlogBytes += bytes;
    this.#backlog.bytes += bytes;
  }
}
