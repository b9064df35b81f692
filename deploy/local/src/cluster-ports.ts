import { freePort } from '@microchat/local-engines/free-port';
import { type ProcessDefinition, servesOthers } from './topology.ts';

/** Where clients find the cluster. */
export interface PublicPorts {
  readonly api: number;
  readonly gateway: number;
  readonly business: number;
}

/** Decided before anything starts: callers must know the address of what they call. */
export interface ClusterPorts {
  readonly public: PublicPorts;
  /** By process; absent where nobody calls. A gateway's workers have the next ones. */
  readonly rpc: ReadonlyMap<string, number>;
  /** By process; a gateway's workers have the next ones. 0: a free one. */
  readonly metrics: ReadonlyMap<string, number>;
}

const firstRpcPort = 9200;
const firstMetricsPort = 9100;

/** The same at every start, for people; the public ports are the server's defaults. */
export function wellKnownPorts(topology: readonly ProcessDefinition[]): ClusterPorts {
  return {
    public: { api: 8080, gateway: 8081, business: 9090 },
    rpc: numbered(topology.filter(servesOthers), firstRpcPort),
    metrics: numbered(topology, firstMetricsPort),
  };
}

/** Nobody listens on them now; for tests. `given` are kept. */
export async function freePorts(
  topology: readonly ProcessDefinition[],
  given: Partial<PublicPorts> = {},
): Promise<ClusterPorts> {
  const [api, gateway, business] = await Promise.all([freePort(), freePort(), freePort()]);
  const rpc = new Map<string, number>();
  for (const definition of topology.filter(servesOthers)) {
    // Nobody looks for a gateway: it tells delivery where it is.
    rpc.set(definition.name, definition.workers === undefined ? await freePort() : 0);
  }
  return {
    public: { api, gateway, business, ...given },
    rpc,
    metrics: new Map(topology.map(({ name }) => [name, 0])),
  };
}

function numbered(processes: readonly ProcessDefinition[], first: number): Map<string, number> {
  const ports = new Map<string, number>();
  let next = first;
  for (const { name, workers = 0 } of processes) {
    ports.set(name, next);
    next += 1 + workers;
  }
  return ports;
}
