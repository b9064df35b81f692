import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '@microchat/local-cluster/cluster';
import { freePorts } from '@microchat/local-cluster/cluster-ports';
import type { EngineAddresses } from '@microchat/local-cluster/process-variables';
import { type ProcessDefinition, splitTopology } from '@microchat/local-cluster/topology';
import { ownNames } from './own-names.ts';
import { type RunningServer, type StartOptions, tuningVariables } from './server.ts';

export interface ClusterServerOptions extends StartOptions {
  readonly engines: EngineAddresses;
  /** Default: eight processes and two gateway workers. */
  readonly topology?: readonly ProcessDefinition[];
}

/** A server split into processes that can be killed and started one by one. */
export interface ClusterServer extends RunningServer {
  readonly cluster: Cluster;
}

/** As startServer, but split. Resolves when every process is ready. */
export async function startCluster(options: ClusterServerOptions): Promise<ClusterServer> {
  const { engines, apiPort, gatewayPort, topology = splitTopology } = options;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'microchat-e2e-'));
  const ports = await freePorts(topology, {
    ...(apiPort === undefined ? {} : { api: apiPort }),
    ...(gatewayPort === undefined ? {} : { gateway: gatewayPort }),
  });
  const cluster = await Cluster.start({
    topology,
    ports,
    engines,
    dataDir,
    variables: { ...ownNames(dataDir), ...tuningVariables(options) },
  });
  const { api, gateway, business } = ports.public;
  return {
    cluster,
    apiUrl: `http://127.0.0.1:${api}`,
    gatewayUrl: `ws://127.0.0.1:${gateway}/v1/connect`,
    apiPort: api,
    gatewayPort: gateway,
    businessPort: business,
    dataDir,
    output: () => cluster.processes.map((process) => `--- ${process.name}\n${process.logTail()}`).join('\n'),
    kill: () => cluster.kill(),
    async stop() {
      const ends = [...(await cluster.stop()).values()];
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      return ends.every((end) => end === 'exit code 0') ? 0 : 1;
    },
  };
}
