import { MicroChatClient } from '@microchat/client/client';
import { defaultGatewayUrl } from '@microchat/client/dev';
import { requestDevToken, RestClient } from '@microchat/client/rest';

import type { PageConfig } from '../build-page.ts';

const deviceKey = 'microchat.device';

export interface Session {
  readonly client: MicroChatClient;
  readonly rest: RestClient;
}

/** The connection of one user in this tab. */
export async function openSession(userId: string): Promise<Session> {
  const { gatewayPort } = await readConfig();
  // Called through the page's own origin; one token serves both until it is refused.
  let token = '';
  const renew = async (): Promise<string> => {
    token = await requestDevToken('', userId);
    return token;
  };
  const client = new MicroChatClient({
    url: defaultGatewayUrl(location.origin, gatewayPort),
    token: renew,
    deviceId: deviceId(),
    platform: 'web',
  });
  const rest = new RestClient({ url: '', token: () => token || renew() });
  return { client, rest };
}

/** A duplicated tab copies the session storage: when that shows (one tab replaces the other), one takes a new id. */
export function forgetDevice(): void {
  sessionStorage.removeItem(deviceKey);
}

/** Every tab is a device of its own, the same over reloads. */
function deviceId(): string {
  const stored = sessionStorage.getItem(deviceKey);
  if (stored !== null) return stored;
  const created = `web-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  sessionStorage.setItem(deviceKey, created);
  return created;
}

async function readConfig(): Promise<PageConfig> {
  const answer = await fetch('/config.json');
  return (await answer.json()) as PageConfig;
}
