import { type ClusterServer, startCluster } from '@microchat/tests-e2e/cluster-server';
import { connect, WireFailure } from '@microchat/tests-e2e/wire-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backlogBytes } from './backlog.ts';
import { ClusterLoad } from './cluster-load.ts';
import { flush, type Outage, takeAway } from './engine-outages.ts';
import { ownEnginesUnlessMissing } from './own-engines.ts';
import { pollUntil } from './poll-until.ts';

const engines = await ownEnginesUnlessMissing();
/** Without those of killed engines to start again. Longer than the time-outs on the way of a send. */
const awayMs: Readonly<Record<Outage, number>> = { pause: 10_000, kill: 5_000 };
const heartbeatMs = 5_000;
/** A send takes milliseconds; a machine that runs everything at once is slow. */
const sendMsMax = 5_000;
/** The deadline of a send is 5 s. */
const refusedAfterMsMax = 7_000;
/** The gateway's lease, and then the register that it writes. */
const presenceBackMsMax = 15_000;

describe.skipIf(engines === undefined)('a split server whose engines fail', { timeout: 180_000 }, () => {
  if (engines === undefined) return;
  let server: ClusterServer;
  let load: ClusterLoad;
  beforeAll(async () => {
    server = await startCluster({ engines: engines.addresses, heartbeatMs, segmentEntriesMax: 200 });
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await engines.stop();
  });

  let run = 0;
  beforeEach(async () => {
    load = await ClusterLoad.start(server, { name: `run-${(run += 1)}` });
    await load.flowsAgain(performance.now());
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await load.abandon();
      console.error(server.output());
    }
  });

  it.each<Outage>(['pause', 'kill'])(
    'takes messages while Kafka is away (%s), and delivers them in order',
    async (kind) => {
      const report = await takeAway(load, engines.kafka, {
        kind,
        awayMs: awayMs[kind],
        sample: () => backlogBytes(server.cluster),
      });
      console.log(`Kafka away (${kind}): ${JSON.stringify(report)}`);
      expect(report.sendMs).toBeLessThan(sendMsMax);
      // Devices come and lists are read meanwhile.
      expect(Math.max(report.connectMs, report.restMs)).toBeLessThan(8_000);
      expect(report.ackedMeanwhile).toBeGreaterThan(100);
      expect(Math.max(...report.samples)).toBeGreaterThan(0);
      expect((await load.finish()).refusals).toEqual({});
      await pollUntil(async () => (await backlogBytes(server.cluster)) === 0, 'the backlog is published');
    },
  );

  it.each<Outage>(['pause', 'kill'])(
    'says soon that Cassandra is away (%s), acknowledges nothing falsely',
    async (kind) => {
      const { client } = await connect(server, `asks-meanwhile-${kind}`);
      const refusals: { readonly code: string; readonly retryAfterMs: number; readonly afterMs: number }[] = [];
      const ask = async () => {
        const askedAtMs = performance.now();
        const refusal = await client
          .send({ userId: `asks-meanwhile-${kind}` }, `c-${refusals.length}`, 'anybody there?')
          .catch((error: unknown) => error);
        if (refusal instanceof WireFailure) {
          refusals.push({ ...refusal.wire, afterMs: Math.round(performance.now() - askedAtMs) });
        }
        return refusals.length;
      };
      const report = await takeAway(load, engines.cassandra, { kind, awayMs: awayMs[kind], sample: ask });
      console.log(`Cassandra away (${kind}): ${JSON.stringify({ ...report, refusals: refusals.slice(-2) })}`);
      expect(refusals.length).toBeGreaterThan(0);
      for (const refusal of refusals) {
        expect(['UNAVAILABLE', 'DEADLINE_EXCEEDED']).toContain(refusal.code);
        expect(refusal.afterMs).toBeLessThan(refusedAfterMsMax);
      }
      await client.close();
      await load.finish();
    },
  );

  it('delivers again within a lease when Redis has forgotten everything', async () => {
    const silences = await flush(load, engines.addresses.redis);
    console.log(`Redis flushed: ${JSON.stringify(silences)}`);
    expect(silences.sendMs).toBeLessThan(sendMsMax);
    expect(silences.deliveryMs).toBeLessThan(presenceBackMsMax);
    expect((await load.finish()).refusals).toEqual({});
  });

  it('takes messages while Redis is away, and delivers when it is back', async () => {
    const report = await takeAway(load, engines.redis, { kind: 'kill', awayMs: 3_000 });
    console.log(`Redis away: ${JSON.stringify(report)}`);
    expect(report.sendMs).toBeLessThan(sendMsMax);
    expect(report.recoveredAfterMs).toBeLessThan(presenceBackMsMax);
    expect((await load.finish()).refusals).toEqual({});
  });
});
