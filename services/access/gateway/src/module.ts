import { type SessionLimits, sessionDefaults } from '@microchat/core/connection-session/session-limits';
import { deviceSink } from '@microchat/delivery/contract';
import type { Module, ModuleEnvironment, RunningModule } from '@microchat/host/module';
import { messaging } from '@microchat/messaging/contract';
import { presence } from '@microchat/presence/contract';
import { sync } from '@microchat/sync/contract';
import { userStore } from '@microchat/user-store/contract';
import { BoundedRunner } from './connection/bounded-runner.ts';
import { ConnectFlow } from './connection/connect-flow.ts';
import type { ConnectionActions } from './connection/connection.ts';
import { ConnectionFactory } from './connection/connection-factory.ts';
import { Connections } from './connection/connections.ts';
import { DeviceTakeover } from './connection/device-takeover.ts';
import { Hints } from './connection/hints.ts';
import { MissedGroups } from './connection/missed-groups.ts';
import { PositionSaver } from './connection/position-saver.ts';
import { wireSocket } from './connection/wire-socket.ts';
import { WorkerActions } from './connection/worker-actions.ts';
import { type GatewayMetrics, gatewayMetrics } from './gateway-metrics.ts';
import { type GatewayOptions, type WorkerLimits, workerDefaults } from './gateway-options.ts';
import { pushHandler } from './handlers/push.ts';
import type { ClientListenerFactory } from './listener/client-listener.ts';
import { HandshakeAdmission } from './listener/handshake-admission.ts';
import { UpgradeListener } from './listener/upgrade-listener.ts';
import { createRouting, type Routing } from './routing/routing.ts';

const drainWindowMsDefault = 2_000;

export type { WireSocket } from './connection/wire-socket.ts';
export type { GatewayOptions } from './gateway-options.ts';
export type { AcceptedClient, ClientListener, ClientListenerFactory } from './listener/client-listener.ts';

/** The long connection. The same module runs in a worker process of its own or in the process of the services. */
export function gatewayModule(options: GatewayOptions): Module {
  return {
    name: 'gateway',
    provides: deviceSink,
    calls: [messaging, sync, presence, userStore],
    ports: [],
    create: async (environment) => createGateway(options, environment),
  };
}

function createGateway(options: GatewayOptions, environment: ModuleEnvironment): RunningModule {
  const { timers, logger } = environment;
  const limits = { ...workerDefaults, ...options.limits };
  const sessionLimits: SessionLimits = {
    ...sessionDefaults,
    heartbeatMs: options.heartbeatMs,
    ...options.sessionLimits,
  };
  const connections = new Connections(timers, options.heartbeatMs);
  const metrics = gatewayMetrics(environment.metrics, () => connections.size);
  const routing = createRouting(environment, metrics, options.workerId, () => connections.stepAll({ type: 'resync' }));
  const positions = createPositionSaver(environment, metrics);
  const actions = createActions(options, environment, metrics, routing, positions, limits.connectsRunningMax);
  const factory = new ConnectionFactory({ environment, connections, actions, metrics, sessionLimits, limits });
  const createListener = options.listener ?? webSocketListener(options, limits, metrics, environment);
  const listener = createListener((client) => factory.create(client));
  return {
    handlers: { push: pushHandler(routing.router) },
    async start() {
      await routing.lease.start();
      connections.startTicking();
      const port = await listener.listen();
      logger.info({ host: options.host, port }, 'gateway listens');
      options.onListening?.(port);
    },
    async stop() {
      listener.stop();
      await connections.drain(options.drainWindowMs ?? drainWindowMsDefault);
      connections.stopTicking();
      await positions.idle();
      await routing.lease.stop();
    },
  };
}

function webSocketListener(
  options: GatewayOptions,
  limits: WorkerLimits,
  metrics: GatewayMetrics,
  environment: Pick<ModuleEnvironment, 'timers' | 'random'>,
): ClientListenerFactory {
  return (accepted) =>
    new UpgradeListener({
      host: options.host,
      port: options.port,
      allowedOrigins: options.allowedOrigins,
      admission: new HandshakeAdmission(limits, environment.timers),
      random: environment.random,
      accepted: ({ webSocket, socket, encoding, admission }) =>
        accepted({ wire: wireSocket(webSocket, socket), events: webSocket, encoding, admission }),
      refused: (status) => metrics.handshakeFailures.inc({ reason: `HTTP_${status}` }),
    });
}

function createPositionSaver(environment: ModuleEnvironment, metrics: GatewayMetrics): PositionSaver {
  const { logger } = environment;
  return new PositionSaver({
    sync: environment.client(sync),
    retried: () => metrics.retries.inc({ call: 'ack' }),
    lost(count, error) {
      metrics.positionsLost.inc(count);
      logger.warn({ err: error, count }, 'stored positions lost: the device cursor stays lower than it could be');
    },
  });
}

function createActions(
  options: GatewayOptions,
  environment: ModuleEnvironment,
  metrics: GatewayMetrics,
  routing: Routing,
  positions: PositionSaver,
  connectsRunningMax: number,
): ConnectionActions {
  const { clock, logger } = environment;
  const syncClient = environment.client(sync);
  const connectFlow = new ConnectFlow({
    ...routing,
    tokens: options.tokens,
    userStore: environment.client(userStore),
    sync: syncClient,
    clock,
    heartbeatMs: options.heartbeatMs,
    takeover: new DeviceTakeover({
      users: routing.users,
      isOnlyOnPlatform: options.loginsPerPlatform === 'replace',
      presence: environment.client(presence),
      sinkAt: (address) => environment.clientAt(deviceSink, address),
      ownAddress: environment.ownAddress,
      failed(error) {
        metrics.takeoversLost.inc();
        logger.warn({ err: error }, 'another worker was not told of a device');
      },
    }),
    failed(reason, error) {
      metrics.handshakeFailures.inc({ reason });
      logger.info({ err: error, reason }, 'connection refused');
    },
  });
  return new WorkerActions({
    clients: { messaging: environment.client(messaging), sync: syncClient },
    routing,
    connectFlow,
    connects: new BoundedRunner(connectsRunningMax),
    hints: new Hints({
      sync: syncClient,
      hinted: () => metrics.hints.inc(),
      failed: () => metrics.retries.inc({ call: 'hint' }),
    }),
    missedGroups: new MissedGroups({
      sync: syncClient,
      groups: routing.groups,
      found: () => metrics.missedGroups.inc(),
      failed: () => metrics.retries.inc({ call: 'missedGroups' }),
    }),
    positions,
    unexpected: (error) => logger.error({ err: error }, 'request failed unexpectedly'),
  });
}
