import type { CertificateFiles } from './cluster-certificates.ts';
import type { ClusterKeys } from './cluster-keys.ts';
import type { ClusterPorts } from './cluster-ports.ts';
import { calledModulesOf, type ProcessDefinition } from './topology.ts';

/** As the server's variables want them. */
export interface EngineAddresses {
  /** `host:port`, several separated by commas. */
  readonly cassandra: string;
  /** `host:port`, several separated by commas. */
  readonly kafka: string;
  /** A URL. */
  readonly redis: string;
}

export interface ClusterSettings {
  readonly topology: readonly ProcessDefinition[];
  readonly ports: ClusterPorts;
  readonly engines: EngineAddresses;
  readonly keys: ClusterKeys;
  /** Undefined: the processes talk in the clear, which the server allows on loopback only. */
  readonly certificates: CertificateFiles | undefined;
  /** Shared: the processes find the generated token secret here. */
  readonly dataDir: string;
  /** Of all processes. */
  readonly variables: Readonly<Record<string, string>>;
}

const host = '127.0.0.1';

/** What makes a server process this member of the cluster. */
export function processVariables(definition: ProcessDefinition, settings: ClusterSettings): Record<string, string> {
  const { ports, engines, dataDir } = settings;
  return {
    MICROCHAT_TARGET: definition.target.join(','),
    MICROCHAT_HOST: host,
    MICROCHAT_DATA_DIR: dataDir,
    MICROCHAT_API_PORT: String(ports.public.api),
    MICROCHAT_GATEWAY_PORT: String(ports.public.gateway),
    MICROCHAT_BUSINESS_PORT: String(ports.public.business),
    MICROCHAT_METRICS_PORT: String(ports.metrics.get(definition.name) ?? 0),
    MICROCHAT_GATEWAY_WORKERS: String(definition.workers ?? 0),
    CASSANDRA_CONTACT_POINTS: engines.cassandra,
    KAFKA_BROKERS: engines.kafka,
    REDIS_URL: engines.redis,
    MICROCHAT_SERVICES: serviceMap(definition, settings),
    ...rpcVariables(definition, settings),
    ...settings.variables,
    ...definition.variables,
  };
}

/** Every service with the addresses of its instances that this process knows of, those on standby, too. */
export function serviceMap(caller: ProcessDefinition, { topology, ports }: ClusterSettings): string {
  return topology
    .filter(({ name }) => caller.knows?.includes(name) ?? true)
    .flatMap((definition) =>
      calledModulesOf(definition).map((module) => `${module}=${host}:${ports.rpc.get(definition.name)}`),
    )
    .join(',');
}

function rpcVariables(
  definition: ProcessDefinition,
  { ports, keys, certificates }: ClusterSettings,
): Record<string, string> {
  const port = ports.rpc.get(definition.name);
  const key = keys.of(definition.layer);
  return {
    ...(port === undefined ? {} : { MICROCHAT_RPC_PORT: String(port), MICROCHAT_RPC_KEYS: keys.accepted }),
    ...(key === undefined ? {} : { MICROCHAT_RPC_KEY: key }),
    ...(certificates === undefined
      ? {}
      : {
          MICROCHAT_RPC_CA: certificates.ca,
          MICROCHAT_RPC_CERT: certificates.certificate,
          MICROCHAT_RPC_CERT_KEY: certificates.key,
        }),
  };
}
