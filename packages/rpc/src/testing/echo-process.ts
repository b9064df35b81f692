// A process that serves the echo service on 127.0.0.1 without TLS and keys; the first argument is its port (0: any).
// It answers with its own pid, and those who ask for "wait" never. Ends with its parent.
import { realTimers } from '@microchat/testkit/real-timers';

import { GrpcServer } from '../grpc-server.ts';
import { HealthService } from '../health-service.ts';
import { silentObserver } from '../rpc-observer.ts';
import { ServiceRegistry } from '../service-registry.ts';
import { echoContract, echoHandlers } from './echo-service.ts';

const registry = new ServiceRegistry(silentObserver);
registry.add(
  echoContract,
  echoHandlers((id) => (id === 'wait' ? new Promise(() => {}) : Promise.resolve(String(process.pid)))),
);
const health = new HealthService([]);
const clock = { now: () => Date.now() };
const server = new GrpcServer({ registry, observer: silentObserver, timers: realTimers, clock, health });
const port = await server.listen(`127.0.0.1:${process.argv[2] ?? 0}`);
health.setTakingCalls(true);
process.on('SIGTERM', () => {
  health.setTakingCalls(false);
  void server.stop(2_000).then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(1));
process.send?.(port);
