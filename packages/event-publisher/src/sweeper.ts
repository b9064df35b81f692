import { type Column, type KvStore, kvLimits } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import { registerColumns, registerKey, slotPartition } from './dirty-register.ts';
import type { Fence } from './fence.ts';
import { LeaseWatch } from './lease-watch.ts';
import type { PartitionRecords } from './partition-records.ts';
import type { PublisherDirectory, PublisherEntry } from './publisher-directory.ts';
import type { PublisherLimits } from './publisher-limits.ts';
import type { PublisherObserver } from './publisher-observer.ts';
import { mergedNumber } from './publisher-tables.ts';

/** Partitions of a dead process that are looked after at a time. */
const concurrencyMax = 16;
/** A watcher that missed this many beats begins anew. */
const missedBeatsMax = 3;

/** What was done for one dead process. */
interface Sweep {
  readonly begunMs: number;
  /** Columns of its register. */
  readonly closed: Set<string>;
}

export interface SweeperOptions {
  readonly kv: KvStore;
  readonly directory: PublisherDirectory;
  readonly records: PartitionRecords;
  readonly fence: Fence;
  readonly timers: Timers;
  readonly limits: PublisherLimits;
  readonly observer: PublisherObserver;
}

/** Finds processes that have died and publishes what they had promised to publish. */
export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #watch: LeaseWatch;
  readonly #sweeps = new Map<string, Sweep>();

  constructor(options: SweeperOptions) {
    this.#options = options;
    const { leaseMs, beatMs } = options.limits;
    this.#watch = new LeaseWatch(leaseMs, missedBeatsMax * beatMs);
  }

  /** One round under the name `own`. @throws AppendError, KvUnavailableError the next round goes on */
  async round(own: string): Promise<void> {
    const { directory, observer } = this.#options;
    const entries = await directory.list();
    const stopped = await this.#stopped(entries, own);
    for (const entry of entries) {
      if (entry.incarnation === own) continue;
      const responsible = entry.responsible.kind === 'itself' ? entry.incarnation : entry.responsible.incarnation;
      if (responsible !== own) {
        // A sweeper that is gone from the directory has left, or was swept itself.
        const isGone = stopped.has(responsible) || !entries.some(({ incarnation }) => incarnation === responsible);
        if (!isGone || !(await directory.takeOver(entry, own))) continue;
        observer.declaredDead?.();
      }
      await this.#sweep(entry.incarnation);
    }
  }

  async #stopped(entries: readonly PublisherEntry[], own: string): Promise<ReadonlySet<string>> {
    const { kv, timers } = this.#options;
    const others = entries.map(({ incarnation }) => incarnation).filter((incarnation) => incarnation !== own);
    const beats = new Map<string, number>();
    for (let start = 0; start < others.length; start += kvLimits.multiReadMax) {
      const part = others.slice(start, start + kvLimits.multiReadMax);
      const requests = part.map((incarnation) => ({ key: registerKey(incarnation), columns: [registerColumns.beat] }));
      const reads = await kv.multiRead(requests);
      for (const [place, incarnation] of part.entries()) {
        const value = reads[place]?.values[0];
        beats.set(incarnation, value === undefined ? 0 : mergedNumber.decode(value));
      }
    }
    return new Set(this.#watch.observe(beats, timers.monotonicMs()));
  }

  async #sweep(incarnation: string): Promise<void> {
    const { directory, timers, limits, observer } = this.#options;
    const sweep = this.#sweeps.get(incarnation) ?? { begunMs: timers.monotonicMs(), closed: new Set() };
    this.#sweeps.set(incarnation, sweep);
    const { absent } = await this.#closeAll(incarnation, sweep);
    if (absent > 0 && timers.monotonicMs() - sweep.begunMs < limits.absentGraceMs) return;
    await directory.remove(incarnation);
    this.#sweeps.delete(incarnation);
    observer.swept?.(sweep.closed.size);
  }

  async #closeAll(incarnation: string, { closed }: Sweep): Promise<{ absent: number }> {
    const { kv } = this.#options;
    let absent = 0;
    for (let from: string = registerColumns.from; ; ) {
      const limit = kvLimits.scanLimitMax;
      const page = await kv.scan(registerKey(incarnation), { from, to: registerColumns.to, limit });
      const open = page.filter(({ column }) => !closed.has(column));
      for (let start = 0; start < open.length; start += concurrencyMax) {
        await Promise.all(
          open.slice(start, start + concurrencyMax).map(async (slot) => {
            if (await this.#close(slot)) closed.add(slot.column);
            else absent += 1;
          }),
        );
      }
      if (page.length < limit) return { absent };
      from = `${page.at(-1)?.column}\0`;
    }
  }

  /** False if the partition does not exist (yet). */
  async #close(slot: Column): Promise<boolean> {
    const { records, fence } = this.#options;
    const key = slotPartition(slot);
    return key === undefined || (await fence.close(records.of(key))) === 'closed';
  }
}
