import { join, resolve } from 'node:path';

import { businessKeyFile, businessKeySource } from '@microchat/host/business-keys';
import type { Config } from '@microchat/host/config/config';
import { externalEngines } from '@microchat/host/config/engine-combination';

/** What a person sees after the start: how to reach what this process runs, and how to stop it. */
export function banner(config: Config, moduleNames: ReadonlySet<string>): string {
  const isEverywhere = ['0.0.0.0', '::', '127.0.0.1'].includes(config.host);
  const host = isEverywhere ? 'localhost' : config.host;
  const lines: [what: string, where: string][] = [];
  if (moduleNames.has('api')) {
    lines.push(
      ['Chat in the browser', `http://${host}:${config.apiPort}/   (open it twice, as two users)`],
      ['Chat in a terminal', `npx microchat chat --user alice --to bob${urlFlag(config)}`],
      ['REST API', `http://${host}:${config.apiPort}/openapi.json`],
    );
  }
  if (moduleNames.has('gateway') || moduleNames.has('gateway-workers')) {
    lines.push(['WebSocket', `ws://${host}:${config.gatewayPort}/v1/connect`]);
  }
  if (moduleNames.has('im-business')) lines.push(...businessLines(config, host));
  const engines = externalEngines(config);
  if (engines === undefined) lines.push(['Data folder', resolve(config.dataDir)]);
  else lines.push(['Storage', `Cassandra (${engines.contactPoints.join(', ')}), keyspace ${config.cassandraKeyspace}`]);
  const table = lines.map(([what, where]) => `  ${what.padEnd(22)}${where}`).join('\n');
  return `\nMicroChat is running.\n\n${table}\n\nPress Ctrl-C to stop.\n`;
}

/** Nothing where no key lets anybody in. */
function businessLines(config: Config, host: string): [what: string, where: string][] {
  const source = businessKeySource(config);
  if (source === 'none') return [];
  const key = source === 'generated' ? `   (key in ${join(resolve(config.dataDir), businessKeyFile)})` : '';
  return [['gRPC for backends', `${host}:${config.businessPort}${key}`]];
}

/** The terminal chat looks for the default port, and learns the gateway's from the API. */
function urlFlag({ apiPort, host }: Config): string {
  return apiPort === 8080 ? '' : ` --url http://${host}:${apiPort}`;
}
