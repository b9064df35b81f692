import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaEventLog } from '@microchat/adapters-kafka/kafka-event-log';
import { migrateCassandra } from '@microchat/adapters-cassandra/migrate';
import { openCassandra } from '@microchat/adapters-cassandra/open-cassandra';
import { openLmdbEngine } from '@microchat/adapters/lmdb-engine';
import { CryptoRandom, SystemTimers } from '@microchat/adapters/system-time';
import { EventPublisher } from '@microchat/event-publisher/event-publisher';
import type { Engine, EngineName } from '@microchat/local-engines/engine';
import { startEngine } from '@microchat/local-engines/start-engine';
import { kvEngineLimits } from '@microchat/ports/kv-store';
import { type AppendRate, measureAppends } from './append-target.ts';
import { appendsPerCommit, conversations } from './commit-shape.ts';
import { median } from '../load/measure.ts';
import { measureRawCassandra } from './raw-cassandra.ts';
import { measureRawLmdb } from './raw-lmdb.ts';

const rawRuns = 3;

/**
 * Appends per second through the real message store, next to what the engine itself takes in conditional batches of the
 * same rows. On Cassandra every append is also in Kafka before it is answered; the raw rate beside it is without events.
 */
export async function commit(): Promise<void> {
  const rows = [await onLmdb(), await onCassandra()];
  console.log(`${conversations} conversations, ${appendsPerCommit} appends in flight in each, medians of ${rawRuns}`);
  console.table(
    rows.map(({ engine, raw, ours }) => ({
      engine,
      'raw appends/s': Math.round(raw),
      'MicroChat appends/s': Math.round(ours.appendsPerSecond),
      ratio: Number((ours.appendsPerSecond / raw).toFixed(2)),
      'appends per commit': Number(ours.appendsPerCommit.toFixed(1)),
    })),
  );
}

interface Row {
  readonly engine: string;
  readonly raw: number;
  readonly ours: AppendRate;
}

async function onLmdb(): Promise<Row> {
  const raw = await medianOf(measureRawLmdb);
  const folder = mkdtempSync(join(tmpdir(), 'microchat-bench-'));
  const engine = await openLmdbEngine({ folder, timers: new SystemTimers() });
  const ours = await measureAppends(engine.kv);
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
  return { engine: 'LMDB', raw, ours };
}

async function onCassandra(): Promise<Row> {
  const engines = await Promise.all([engineAt('cassandra'), engineAt('kafka')]);
  const [cassandra, kafka] = engines;
  try {
    const raw = await medianOf(() => measureRawCassandra(cassandra.address));
    return { engine: 'Cassandra + Kafka', raw, ours: await onBoth(cassandra.address, kafka.address) };
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()));
  }
}

/** Named by the environment, else started here. */
async function engineAt(name: EngineName & ('cassandra' | 'kafka')): Promise<Pick<Engine, 'address' | 'stop'>> {
  const given = process.env[name === 'cassandra' ? 'CASSANDRA_CONTACT_POINTS' : 'KAFKA_BROKERS'];
  return given ? { address: given.split(',')[0] ?? '', stop: async () => {} } : startEngine(name);
}

async function onBoth(contactPoint: string, broker: string): Promise<AppendRate> {
  const timers = new SystemTimers();
  const options = { contactPoints: [contactPoint], localDataCenter: 'datacenter1', keyspace: 'bench', timers };
  await migrateCassandra(options);
  const cassandra = await openCassandra({ ...options, commitLimits: kvEngineLimits });
  const eventLog = new KafkaEventLog({ brokers: [broker], prefix: `bench-${process.pid}.`, timers });
  const publisher = new EventPublisher({ kv: cassandra.kv, eventLog, timers, random: new CryptoRandom() });
  publisher.start();
  try {
    return await measureAppends(publisher.kv);
  } finally {
    await publisher.stop(5_000);
    await Promise.all([eventLog.close(), cassandra.close()]);
  }
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const rates: number[] = [];
  for (let run = 0; run < rawRuns; run += 1) rates.push(await measure());
  return median(rates);
}
