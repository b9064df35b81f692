import type { TokenService } from '@microchat/auth/token-service';
import { loadBusinessKeys } from '@microchat/host/business-keys';
import type { Config } from '@microchat/host/config/config';
import { externalEngines } from '@microchat/host/config/engine-combination';
import type { Module } from '@microchat/host/module';
import type { Readiness } from '@microchat/host/readiness';
import { resolveTarget, type TargetGroups } from '@microchat/host/target';
import { messaging } from '@microchat/messaging/contract';
import type { Random } from '@microchat/ports/time';
import { presence } from '@microchat/presence/contract';
import { sync } from '@microchat/sync/contract';
import { userStore } from '@microchat/user-store/contract';

import { gatewayWorkersModule } from './gateway-workers.ts';
import type { RestartRequests } from './restart-requests.ts';
import type { WorkerProcess } from './worker-process.ts';

/** What the modules' options are made of. Ports are never 0 here. */
export interface GraphContext {
  readonly config: Config;
  readonly tokens: TokenService;
  readonly random: Random;
  readonly readiness: Readiness;
  readonly forkWorker: (workerId: number) => WorkerProcess;
  readonly restarts: RestartRequests;
}

/** A node of the graph; loaded only where it runs, so that a gateway worker does without storage and REST. */
export interface ModuleNode {
  readonly name: string;
  load(context: GraphContext): Promise<Module>;
}

/**
 * THE list of modules. Those that do not depend on each other start in this order and stop in reverse: what takes work
 * from outside comes last.
 */
export const moduleNodes: readonly ModuleNode[] = [
  {
    name: 'message-store',
    async load({ config }) {
      const { messageStoreModule } = await import('@microchat/message-store/module');
      const { nodeId, segmentEntriesMax } = config;
      return messageStoreModule({
        isAlone: !isStoreShared(config),
        ...(nodeId === undefined ? {} : { nodeId }),
        ...(segmentEntriesMax === undefined ? {} : { segmentEntriesMax }),
      });
    },
  },
  {
    name: 'session-store',
    async load({ config }) {
      const { sessionStoreModule } = await import('@microchat/session-store/module');
      return sessionStoreModule({ isAlone: !isStoreShared(config) });
    },
  },
  {
    name: 'user-store',
    load: async () => (await import('@microchat/user-store/module')).userStoreModule(),
  },
  {
    name: 'group-store',
    load: async () => (await import('@microchat/group-store/module')).groupStoreModule(),
  },
  {
    name: 'presence',
    load: async () => (await import('@microchat/presence/module')).presenceModule(),
  },
  {
    name: 'messaging',
    load: async () => (await import('@microchat/messaging/module')).messagingModule(),
  },
  {
    name: 'sync',
    load: async () => (await import('@microchat/sync/module')).syncModule(),
  },
  {
    name: 'membership',
    load: async () => (await import('@microchat/membership/module')).membershipModule(),
  },
  {
    name: 'delivery',
    load: async () => (await import('@microchat/delivery/module')).deliveryModule(),
  },
  {
    name: 'api',
    async load({ config, tokens, readiness }) {
      const [{ apiModule }, { loadPage }] = await Promise.all([import('@microchat/api/module'), import('./page.ts')]);
      return apiModule({
        host: config.host,
        port: config.apiPort,
        tokens,
        // Whoever sets a secret of his own issues tokens himself.
        devTokens: config.tokenSecret === undefined,
        allowedOrigins: config.allowedOrigins ?? [],
        page: await loadPage({ gatewayPort: config.gatewayPort }),
        isReady: () => readiness.report().ready,
      });
    },
  },
  {
    name: 'im-business',
    async load({ config, tokens, random }) {
      const { imBusinessModule } = await import('@microchat/im-business/module');
      const keys = loadBusinessKeys(config, random);
      return imBusinessModule({ host: config.host, port: config.businessPort, tokens, keys });
    },
  },
  {
    name: 'gateway',
    async load({ config, tokens }) {
      const { gatewayModule } = await import('@microchat/gateway/module');
      return gatewayModule({
        host: config.host,
        port: config.gatewayPort,
        heartbeatMs: config.heartbeatMs,
        allowedOrigins: config.allowedOrigins ?? ownOrigins(config.apiPort),
        tokens,
        workerId: config.workerId ?? 0,
        drainWindowMs: config.drainMs,
        loginsPerPlatform: config.loginsPerPlatform,
        limits: { connectsPerSecondMax: config.connectsPerSecond },
      });
    },
  },
  {
    name: 'gateway-workers',
    load: async ({ config, readiness, forkWorker, restarts }) =>
      gatewayWorkersModule({
        count: config.gatewayWorkers,
        fork: forkWorker,
        calls: [messaging, sync, presence, userStore],
        readiness,
        drainMs: config.drainMs,
        restarts,
      }),
  },
];

/** Names for `--target=`; `all` is one of them. */
export function targetGroups(config: Config): TargetGroups {
  return {
    storage: ['message-store', 'session-store', 'user-store', 'group-store'],
    logic: ['presence', 'messaging', 'sync', 'membership', 'delivery'],
    access: ['api', 'im-business', config.gatewayWorkers === 0 ? 'gateway' : 'gateway-workers'],
    all: ['storage', 'logic', 'access'],
  };
}

/** The embedded storage belongs to one process, the engines to whoever has their addresses. */
function isStoreShared(config: Config): boolean {
  return externalEngines(config) !== undefined;
}

/** The modules that this configuration runs, in the order of the list. @throws Error naming what is unknown */
export function targetModules(config: Config): readonly string[] {
  return resolveTarget(
    config.target,
    moduleNodes.map(({ name }) => name),
    targetGroups(config),
  );
}

/** Where the page that the API serves is opened from. */
function ownOrigins(apiPort: number): string[] {
  return [`http://localhost:${apiPort}`, `http://127.0.0.1:${apiPort}`];
}
