import { splitTopology, type ProcessDefinition } from '@microchat/local-cluster/topology';
import { untilReady } from '@microchat/local-cluster/until-ready';
import { type ClusterServer, startCluster } from '@microchat/tests-e2e/cluster-server';
import { testEngines } from '@microchat/tests-e2e/modes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClusterLoad } from './cluster-load.ts';
import { killAndRestart, killGatewayWorker, type Recovery, recoveryTable, stopAndWake } from './process-kills.ts';
import { readMetric } from './read-metric.ts';

const engines = testEngines();
const thirdStore: ProcessDefinition = {
  name: 'message-store-3',
  target: ['message-store'],
  layer: 'storage',
  isStandby: true,
};
const heartbeatMs = 5_000;
/** Past every lease: of node ids (7.5 s), of publishers and of consumers (10 s). */
const stoppedMs = 12_000;

describe.skipIf(engines === undefined || process.platform !== 'linux')('a split server under load', () => {
  if (engines === undefined) return;
  let server: ClusterServer;
  beforeAll(async () => {
    server = await startCluster({
      engines,
      heartbeatMs,
      segmentEntriesMax: 200,
      topology: [thirdStore, ...splitTopology],
    });
  }, 120_000);
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  it('loses nothing when each of its processes is killed in turn, and goes on by itself', async () => {
    const load = await ClusterLoad.start(server, { name: 'kills' });
    const recoveries: Recovery[] = [];
    try {
      await load.flowsAgain(performance.now());
      for (const { name } of splitTopology) recoveries.push(await killAndRestart(load, name));
      recoveries.push(await killGatewayWorker(load, server.cluster.process('gateway')));
      const report = await load.finish();
      expect(report.stored).toBe(report.acked + 1);
      console.log(`${recoveryTable(recoveries)}\n${JSON.stringify(report)}`);
    } catch (error) {
      await load.abandon();
      throw new Error(`${String(error)}, after\n${recoveryTable(recoveries)}\n${server.output()}`, { cause: error });
    }
  }, 300_000);

  it('goes on while processes are stopped for longer than their leases, and when they wake up', async () => {
    const load = await ClusterLoad.start(server, { name: 'stops' });
    const recoveries: Recovery[] = [];
    try {
      await load.flowsAgain(performance.now());
      for (const name of ['message-store-1', 'delivery']) recoveries.push(await stopAndWake(load, name, stoppedMs));
      const report = await load.finish();
      console.log(`${recoveryTable(recoveries)}\n${JSON.stringify(report)}`);
      expect(report.stored).toBe(report.acked + 1);
      // The other message store takes over as soon as this one is found silent.
      expect(recoveries[0]?.sendMs).toBeLessThan(stoppedMs - 2_000);
    } catch (error) {
      await load.abandon();
      throw new Error(`${String(error)}, after\n${recoveryTable(recoveries)}\n${server.output()}`, { cause: error });
    }
  }, 180_000);

  it('takes a third message store in and lets one go', async () => {
    const load = await ClusterLoad.start(server, { name: 'replicas' });
    try {
      const third = server.cluster.process('message-store-3');
      await third.start();
      await untilReady(third);
      await expect
        .poll(() => readMetric(third, 'microchat_cassandra_rows_total'), { timeout: 30_000, interval: 100 })
        .toBeGreaterThan(20);
      const leavesAtMs = performance.now();
      expect(await server.cluster.process('message-store-1').end('SIGTERM')).toBe('exit code 0');
      await load.flowsAgain(performance.now());
      const { sendMs } = load.silences(leavesAtMs, performance.now());
      const report = await load.finish();
      console.log(`a message store left: no ack for ${sendMs} ms; ${JSON.stringify(report)}`);
      expect(report.stored).toBe(report.acked + 1);
    } catch (error) {
      await load.abandon();
      throw new Error(`${String(error)}\n${server.output()}`, { cause: error });
    }
  }, 120_000);
});
