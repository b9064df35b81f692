import { resolve } from 'node:path';

import type { Config } from '@microchat/host/config/config';

/** What a person sees after the start. */
export function banner(config: Config): string {
  const isEverywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = isEverywhere || config.host === '127.0.0.1' ? 'localhost' : config.host;
  return `
MicroChat is running.

  Chat in the browser   http://${host}:${config.apiPort}/        (open it twice, as two users)
  Chat in a terminal    npx microchat chat --user alice --to bob
  API description       http://${host}:${config.apiPort}/openapi.json
  Long connections      ws://${host}:${config.gatewayPort}/v1/connect
  Data folder           ${resolve(config.dataDir)}

Press Ctrl-C to stop.
`;
}
