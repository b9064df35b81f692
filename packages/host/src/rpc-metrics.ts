import type { RpcObserver } from '@microchat/rpc/rpc-observer';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** Counts and logs what the transports report. */
export function rpcObserver(metrics: Registry, logger: Logger): RpcObserver {
  const registers = [metrics];
  const internalErrors = new Counter({
    name: 'microchat_rpc_internal_errors_total',
    help: 'Calls that failed with something other than a ServiceError',
    labelNames: ['method'],
    registers,
  });
  const retries = new Counter({
    name: 'microchat_rpc_retries_total',
    help: 'Repeated calls after UNAVAILABLE; denied ones had no retry budget left',
    labelNames: ['method', 'outcome'],
    registers,
  });
  // No label: a refused call's method is whatever the peer wrote.
  const refused = new Counter({
    name: 'microchat_rpc_calls_refused_total',
    help: 'Calls refused because too many were in flight',
    registers,
  });
  const lost = new Counter({
    name: 'microchat_rpc_calls_lost_total',
    help: 'Calls in flight when their stream broke',
    registers,
  });
  const failovers = new Counter({
    name: 'microchat_rpc_failovers_total',
    help: 'Calls that one instance had not executed and another one got at once',
    labelNames: ['method'],
    registers,
  });
  const instanceChanges = new Counter({
    name: 'microchat_rpc_instance_changes_total',
    help: 'Instances of services that were found to be in another state: up, suspect (calls wait), away',
    labelNames: ['state'],
    registers,
  });
  const rotations = new Counter({
    name: 'microchat_rpc_connections_rotated_total',
    help: 'Old connections to other processes that were replaced',
    registers,
  });
  const failedLookups = new Counter({
    name: 'microchat_rpc_lookups_failed_total',
    help: 'Host names of services that could not be resolved',
    registers,
  });
  const unauthenticated = new Counter({
    name: 'microchat_rpc_unauthenticated_total',
    help: 'Calls and streams refused because they came without a valid key',
    registers,
  });
  const forbidden = new Counter({
    name: 'microchat_rpc_forbidden_total',
    help: 'Calls refused because the key has no scope for them',
    labelNames: ['key'],
    registers,
  });
  return {
    internalError(path, error) {
      internalErrors.inc({ method: path });
      logger.error({ method: path, err: error }, 'call failed with an internal error');
    },
    retried: (path) => retries.inc({ method: path, outcome: 'sent' }),
    retryDenied: (path) => retries.inc({ method: path, outcome: 'denied' }),
    refused: () => refused.inc(),
    streamBroken(address, callsInFlight) {
      lost.inc(callsInFlight);
      logger.warn({ address, callsInFlight }, 'stream to another process broke');
    },
    failedOver: (path) => failovers.inc({ method: path }),
    instanceChanged(address, state) {
      instanceChanges.inc({ state });
      logger[state === 'up' ? 'info' : 'warn']({ address, state }, 'instance of a service');
    },
    connectionRotated(address) {
      rotations.inc();
      logger.debug({ address }, 'connection replaced');
    },
    lookupFailed(host, error) {
      failedLookups.inc();
      logger.warn({ host, err: error }, 'host of a service cannot be resolved');
    },
    unauthenticated: () => unauthenticated.inc(),
    forbidden: (keyName) => forbidden.inc({ key: keyName }),
  };
}
