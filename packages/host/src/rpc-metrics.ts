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
  };
}
