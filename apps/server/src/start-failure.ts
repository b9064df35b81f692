import type { Config } from '@microchat/host/config/config';

/** Why the server could not start, for people: a port that is taken is named with the variable that sets it. */
export function explainStartFailure(error: unknown, config: Config): string {
  const taken = takenPort(error);
  if (taken !== undefined) {
    return `port ${taken} is in use; stop what uses it or choose another one${variableOf(taken, config)}`;
  }
  return error instanceof Error ? error.message : String(error);
}

function takenPort(error: unknown): number | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, port } = cause as NodeJS.ErrnoException & { port?: number };
    if (code === 'EADDRINUSE' && typeof port === 'number') return port;
  }
  return undefined;
}

function variableOf(port: number, config: Config): string {
  if (port === config.apiPort) return ' (MICROCHAT_API_PORT)';
  if (port === config.gatewayPort) return ' (MICROCHAT_GATEWAY_PORT)';
  if (port === config.businessPort) return ' (MICROCHAT_BUSINESS_PORT)';
  if (port === config.rpcPort) return ' (MICROCHAT_RPC_PORT)';
  return ' (MICROCHAT_METRICS_PORT)';
}
