import { parseArgs } from 'node:util';

import type { Recipient } from '@microchat/client/protocol/frames';

export interface ChatOptions {
  readonly userId: string;
  readonly to: Extract<Recipient, { userId: string } | { groupId: string }>;
  /** Of the REST API. */
  readonly apiUrl: string;
  /** Of the long connection; undefined: the API's server is asked. */
  readonly gatewayUrl: string | undefined;
}

/** @throws Error with a message for people. */
export function parseChatOptions(args: readonly string[]): ChatOptions {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { user: option, to: option, group: option, url: option, gateway: option },
  });
  const { user, to, group, url = 'http://localhost:8080', gateway } = values;
  if (user === undefined) throw new Error('chat needs --user');
  if ((to === undefined) === (group === undefined)) throw new Error('chat needs either --to or --group');
  if (!URL.canParse(url)) throw new Error(`--url ${url} is no URL; example: http://localhost:8080`);
  return {
    userId: user,
    to: group === undefined ? { userId: to ?? '' } : { groupId: group },
    apiUrl: url.replace(/\/$/, ''),
    gatewayUrl: gateway,
  };
}
