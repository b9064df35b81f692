import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '@microchat/local-engines/engine';
import { Redis } from 'ioredis';
import type { ClusterLoad, Silences } from './cluster-load.ts';

export type Outage = 'pause' | 'kill';

export interface OutageReport extends Silences {
  /** How long the engine was away, with its restart. */
  readonly awayMs: number;
  /** After the engine was back: until everything worked again and what was sent meanwhile had arrived. */
  readonly recoveredAfterMs: number;
  /** Messages acknowledged while it was away. */
  readonly ackedMeanwhile: number;
  /** What `sample` returned while it was away, every second. */
  readonly samples: readonly number[];
}

export interface OutageOptions {
  readonly kind: Outage;
  readonly awayMs: number;
  /** For example the backlog. */
  sample?(): Promise<number>;
}

/** Takes an engine away under load, brings it back and waits until everything works again. */
export async function takeAway(load: ClusterLoad, engine: Engine, options: OutageOptions): Promise<OutageReport> {
  const { kind, awayMs } = options;
  const goneAtMs = performance.now();
  await (kind === 'pause' ? engine.pause() : engine.kill());
  const samples: number[] = [];
  try {
    while (performance.now() - goneAtMs < awayMs) {
      await sleep(Math.min(1_000, awayMs));
      if (options.sample !== undefined) samples.push(await options.sample());
    }
  } finally {
    // Whatever went wrong: others want to use it.
    await (kind === 'pause' ? engine.resume() : engine.restart());
  }
  const backAtMs = performance.now();
  const ackedMeanwhile = load.acked.filter(({ ackedAtMs }) => ackedAtMs > goneAtMs && ackedAtMs < backAtMs).length;
  await load.flowsAgain(backAtMs, 60_000);
  const recoveredAtMs = performance.now();
  return {
    awayMs: Math.round(backAtMs - goneAtMs),
    recoveredAfterMs: Math.round(recoveredAtMs - backAtMs),
    ackedMeanwhile,
    samples,
    ...load.silences(goneAtMs, recoveredAtMs),
  };
}

/** Makes Redis forget everything under load and waits until everything works again. */
export async function flush(load: ClusterLoad, redisUrl: string): Promise<Silences> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
  const flushedAtMs = performance.now();
  await load.flowsAgain(flushedAtMs);
  return load.silences(flushedAtMs, performance.now());
}
