// `npm run outages [-- --seconds 60] [--rounds 1] [--only Kafka]`: kills every process of a split server, then takes each engine away
// for so long, under load, and proves each time that nothing is lost, doubled or out of order.
import { parseArgs } from 'node:util';
import { splitTopology } from '@microchat/local-cluster/topology';
import { startCluster } from '@microchat/tests-e2e/cluster-server';
import { ClusterLoad } from './cluster-load.ts';
import { backlogBytes } from './backlog.ts';
import { flush, type Outage, takeAway } from './engine-outages.ts';
import { startOwnEngines } from './own-engines.ts';
import { killAndRestart, killGatewayWorker, type Recovery, recoveryTable, stopAndWake } from './process-kills.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const awayMs = Number(values.seconds) * 1_000;
const engines = await startOwnEngines();
const server = await startCluster({ engines: engines.addresses, heartbeatMs: 5_000, segmentEntriesMax: 200 });
let loads = 0;

/** A load of its own for each scenario; what it returns is printed beside the verdict. */
async function underLoad(name: string, scenario: (load: ClusterLoad) => Promise<unknown>): Promise<void> {
  if (!name.includes(values.only)) return;
  const load = await ClusterLoad.start(server, { name: `load-${(loads += 1)}` });
  await load.flowsAgain(performance.now());
  const result = await scenario(load);
  const { acked, stored, refusals } = await load.finish();
  console.log(`${name}: ${JSON.stringify(result)}`);
  console.log(`  ${acked} acked, ${stored} stored, 0 lost, 0 doubled; refused meanwhile: ${JSON.stringify(refusals)}`);
}

async function killEach(load: ClusterLoad): Promise<number> {
  const recoveries: Recovery[] = [];
  for (const { name } of splitTopology) recoveries.push(await killAndRestart(load, name));
  for (const name of ['message-store-1', 'messaging', 'delivery']) {
    recoveries.push(await stopAndWake(load, name, awayMs / 2));
  }
  recoveries.push(await killGatewayWorker(load, server.cluster.process('gateway')));
  console.log(recoveryTable(recoveries));
  return recoveries.length;
}

try {
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    await underLoad('processes killed', killEach);
    for (const kind of ['pause', 'kill'] satisfies Outage[]) {
      const sample = () => backlogBytes(server.cluster);
      await underLoad(`Kafka away (${kind})`, (load) => takeAway(load, engines.kafka, { kind, awayMs, sample }));
      await underLoad(`Cassandra away (${kind})`, (load) => takeAway(load, engines.cassandra, { kind, awayMs }));
      await underLoad(`Redis away (${kind})`, (load) => takeAway(load, engines.redis, { kind, awayMs }));
    }
    await underLoad('Redis flushed', (load) => flush(load, engines.addresses.redis));
  }
} catch (error) {
  console.error(error, server.output());
  process.exitCode = 1;
} finally {
  await server.stop();
  await engines.stop();
}
