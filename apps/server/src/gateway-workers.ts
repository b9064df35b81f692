import type { AnyContract, Module, ModuleEnvironment, RunningModule } from '@microchat/host/module';
import type { Readiness } from '@microchat/host/readiness';
import { Counter, Gauge } from 'prom-client';

import { GatewayFleet } from './gateway-fleet.ts';
import type { RestartRequests } from './restart-requests.ts';
import type { WorkerProcess } from './worker-process.ts';
import { WorkerSupervisor } from './worker-supervisor.ts';

export interface GatewayWorkersOptions {
  /** Without Linux only one: several processes on one port need its SO_REUSEPORT. */
  readonly count: number;
  /** Starts worker number `workerId` (from 1). */
  readonly fork: (workerId: number) => WorkerProcess;
  /** What the workers call in this process: they start after it and stop before it. */
  readonly calls: readonly AnyContract[];
  readonly readiness: Readiness;
  /** Over which a worker that goes closes its connections. */
  readonly drainMs: number;
  readonly restarts: RestartRequests;
}

/** What a worker needs to go besides closing its connections. */
const goingMs = 6_000;

/** The gateway as child processes on one port: started together, restarted when they crash or on request, drained at the end. */
export function gatewayWorkersModule(options: GatewayWorkersOptions): Module {
  return {
    name: 'gateway-workers',
    calls: options.calls,
    ports: [],
    create: async (environment) => createGatewayWorkers(options, environment),
  };
}

function createGatewayWorkers(options: GatewayWorkersOptions, environment: ModuleEnvironment): RunningModule {
  const { metrics, timers, logger } = environment;
  const crashes = new Counter({
    name: 'microchat_gateway_worker_crashes_total',
    help: 'Gateway workers that went away without being told to',
    registers: [metrics],
  });
  const count = process.platform === 'linux' ? options.count : 1;
  if (count < options.count) logger.warn({ count }, 'this system does not share a port between processes');
  const restarts = new Counter({
    name: 'microchat_gateway_rolling_restarts_total',
    help: 'Rolling restarts of the gateway workers',
    labelNames: ['outcome'],
    registers: [metrics],
  });
  const fleet = new GatewayFleet({
    count,
    logger,
    supervise: (workerId) =>
      new WorkerSupervisor({
        workerId,
        fork: () => options.fork(workerId),
        timers,
        logger,
        stopTimeoutMs: options.drainMs + goingMs,
        onCrash: () => crashes.inc(),
      }),
    restarted: (outcome) => restarts.inc({ outcome }),
  });
  if (process.platform === 'linux') options.restarts.listen(() => void fleet.restart());
  const gauge: Gauge = new Gauge({
    name: 'microchat_gateway_workers_listening',
    help: 'Gateway workers that accept connections',
    registers: [metrics],
    collect: () => gauge.set(fleet.listening),
  });
  // One is enough to serve: a crashed worker's clients connect to the others.
  options.readiness.addCheck('gateway-workers', () => (fleet.listening > 0 ? undefined : 'no gateway worker listens'));
  return {
    async start() {
      await fleet.start();
    },
    async stop() {
      await fleet.stop();
    },
  };
}
