import { createServer } from 'node:net';

import type { Config } from '@microchat/host/config/config';
import { isWildcard } from '@microchat/host/loopback';
import { rpcEndpoint } from '@microchat/host/rpc-identity';
import { formatEndpoint } from '@microchat/rpc/endpoint';

import { targetModules } from '../graph.ts';
import { type Finding, type Findings, findingsAbout } from './finding.ts';
import type { Check } from './run-checks.ts';

const about = findingsAbout('ports');
const probeTimeoutMs = 2_000;

interface WantedPort {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** The ports that a server with this configuration listens on. */
export function portsCheck(config: Config): Check {
  return { subject: 'ports', variable: 'MICROCHAT_HOST', run: () => checkPorts(config) };
}

async function checkPorts(config: Config): Promise<Findings> {
  const wanted = wantedPorts(config).filter(({ port }) => port !== 0);
  const twice = wanted.filter(({ port, host }, i) => wanted.findIndex((w) => w.port === port && w.host === host) < i);
  const isRunning = await isMicroChatRunning(config);
  const findings: Finding[] = twice.map(({ port, variable }) =>
    about.problem(`port ${port} is wanted twice`, `${variable}: another port`),
  );
  for (const { port, variable, error } of await Promise.all(wanted.map(tryPort))) {
    if (error === undefined) continue;
    if (error === 'EADDRINUSE' && isRunning) continue;
    findings.push(about.problem(`port ${port} cannot be opened: ${error}`, `free it, or set ${variable}`));
  }
  if (findings.length > 0) return findings;
  const numbers = wanted.map(({ port }) => port).join(', ');
  return [about.ok(isRunning ? `in use by a running MicroChat: ${numbers}` : `free: ${numbers || 'any'}`)];
}

function wantedPorts(config: Config): WantedPort[] {
  const { host } = config;
  const running = new Set(targetModules(config));
  const wanted: WantedPort[] = [{ variable: 'MICROCHAT_METRICS_PORT', host, port: config.metricsPort }];
  if (running.has('api')) wanted.push({ variable: 'MICROCHAT_API_PORT', host, port: config.apiPort });
  if (running.has('gateway') || running.has('gateway-workers')) {
    wanted.push({ variable: 'MICROCHAT_GATEWAY_PORT', host, port: config.gatewayPort });
  }
  if (running.has('im-business')) wanted.push({ variable: 'MICROCHAT_BUSINESS_PORT', host, port: config.businessPort });
  const rpc = rpcEndpoint(config);
  if (rpc !== undefined) wanted.push({ variable: 'MICROCHAT_RPC_PORT', ...rpc });
  return wanted;
}

function tryPort(wanted: WantedPort): Promise<WantedPort & { readonly error: string | undefined }> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  server.listen({ host: wanted.host, port: wanted.port, exclusive: true }, () =>
    server.close(() => resolve(undefined)),
  );
  return promise.then((error) => ({ ...wanted, error }));
}

/** Whoever answers at the metrics port as we do is one of us, and the other ports are most likely its, too. */
async function isMicroChatRunning({ host, metricsPort }: Config): Promise<boolean> {
  const authority = formatEndpoint({ host: isWildcard(host) ? '127.0.0.1' : host, port: metricsPort });
  try {
    const response = await fetch(`http://${authority}/healthz`, {
      signal: AbortSignal.timeout(probeTimeoutMs),
    });
    return ((await response.json()) as { healthy?: boolean }).healthy === true;
  } catch {
    return false;
  }
}
