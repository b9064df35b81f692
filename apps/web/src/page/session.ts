import { MicroChatClient } from '@microchat/client/client';
import { defaultGatewayUrl } from '@microchat/client/dev';
import { IndexedDbStore } from '@microchat/client/data/indexed-db-store';
import { requestDevToken, RestClient } from '@microchat/client/rest';

import type { PageConfig } from '../build-page.ts';
import { claimDevice } from './device.ts';

export interface Session {
  readonly client: MicroChatClient;
  readonly rest: RestClient;
  /** The device id, and what is stored for it, is free for another tab. */
  close(): Promise<void>;
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
  const device = await claimDevice(userId);
  const store = await openStore(device.storeName);
  const client = new MicroChatClient({
    url: defaultGatewayUrl(location.origin, gatewayPort),
    token: renew,
    deviceId: device.deviceId,
    platform: 'web',
    ...(store && { store }),
  });
  const rest = new RestClient({ url: '', token: () => token || renew() });
  return {
    client,
    rest,
    async close() {
      await client.close();
      store?.close();
      device.release();
    },
  };
}

/** Without it the page works too, and forgets with every reload: in private windows, on full disks. */
async function openStore(name: string | undefined): Promise<IndexedDbStore | undefined> {
  if (name === undefined) return undefined;
  return IndexedDbStore.open({ name }).catch(() => undefined);
}

async function readConfig(): Promise<PageConfig> {
  const answer = await fetch('/config.json');
  return (await answer.json()) as PageConfig;
}
