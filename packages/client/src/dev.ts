import type { ClientOptions } from './client-options.ts';
import { MicroChatClient } from './client.ts';
import { requestDevToken } from './rest.ts';

export interface DevClientOptions extends Partial<Omit<ClientOptions, 'token'>> {
  /** Default `http://localhost:8080`. */
  readonly apiUrl?: string;
  /** Default: port 8081 of the API's host. */
  readonly gatewayUrl?: string;
  readonly userId: string;
}

/** A client that signs in as any user of a server in development mode: for tests, demos and the command line. */
export function createDevClient(options: DevClientOptions): MicroChatClient {
  const { apiUrl = 'http://localhost:8080', gatewayUrl, userId, ...rest } = options;
  return new MicroChatClient({
    deviceId: 'dev-1',
    url: gatewayUrl ?? defaultGatewayUrl(apiUrl),
    ...rest,
    token: () => requestDevToken(apiUrl, userId),
  });
}

/** `ws://host:8081/v1/connect` for an API at `http://host:8080`. */
export function defaultGatewayUrl(apiUrl: string, port = 8081): string {
  const url = new URL(apiUrl);
  return `${url.protocol === 'https:' ? 'wss:' : 'ws:'}//${url.hostname}:${port}/v1/connect`;
}
