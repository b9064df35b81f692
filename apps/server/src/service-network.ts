import { lookup } from 'node:dns/promises';

import type { ServiceNetwork } from '@microchat/host/client-directory';
import { type Config, ConfigError } from '@microchat/host/config/config';
import type { AnyContract, Module } from '@microchat/host/module';
import { isOwnAddress } from '@microchat/host/rpc-identity';
import { ServiceMap } from '@microchat/host/service-map';
import type { Endpoint } from '@microchat/rpc/endpoint';
import type { PeerCredentials } from '@microchat/rpc/peer-credentials';

import { moduleNodes, targetGroups } from './graph.ts';

/** How this process reaches the services that the configuration lists. @throws ConfigError */
export function serviceNetwork(
  config: Config,
  credentials: PeerCredentials,
  listening: Endpoint | undefined,
): ServiceNetwork {
  const services = readServices(config);
  return {
    endpointsOf: (contract) => services.endpointsOf(moduleNameOf(contract)),
    isOwn: (address) => listening !== undefined && isOwnAddress(address, listening),
    credentials,
    lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  };
}

/** Without a key every call would be refused; better said at the start. @throws ConfigError */
export function requireCallerKey(config: Config, network: ServiceNetwork, modules: readonly Module[]): void {
  if (config.rpcKey !== undefined) return;
  const called = modules.flatMap(({ calls }) => calls).find((contract) => network.endpointsOf(contract) !== undefined);
  if (called === undefined) return;
  throw new ConfigError([`MICROCHAT_RPC_KEY: missing; ${moduleNameOf(called)} is called over the network`]);
}

/**
 * A gateway whose pushes come from another process must be reached by it. Its workers are started with an upstream, which
 * was checked for them. @throws ConfigError
 */
export function requirePushAddress(config: Config, moduleNames: ReadonlySet<string>): void {
  const hasGateway = moduleNames.has('gateway') || moduleNames.has('gateway-workers');
  const isPushedFromHere = moduleNames.has('delivery') || config.upstream !== undefined;
  if (!hasGateway || isPushedFromHere || config.rpcPort !== undefined) return;
  throw new ConfigError([
    'MICROCHAT_RPC_PORT: missing; delivery runs in another process and pushes to the gateway there',
  ]);
}

/** Modules are called like the service that they provide: `microchat.storage.v1.MessageStore` is `message-store`. */
export function moduleNameOf(contract: AnyContract): string {
  const serviceName = contract.name.slice(contract.name.lastIndexOf('.') + 1);
  return serviceName.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

function readServices(config: Config): ServiceMap {
  const moduleNames = moduleNodes.map(({ name }) => name);
  try {
    return new ServiceMap(config.services ?? [], moduleNames, targetGroups(config));
  } catch (error) {
    throw new ConfigError([`MICROCHAT_SERVICES: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
