import { encodeCanonicalContent } from '@microchat/protocol/content';
import type { Constellation } from './constellation.ts';

/** Creates users, as their first tokens would. */
export async function admit(constellation: Constellation, ...userIds: string[]): Promise<void> {
  await Promise.all(userIds.map((userId) => constellation.userStore.ensureUser({ userId })));
}

export function send(
  { messaging }: Constellation,
  userId: string,
  to: { readonly userId: string } | { readonly groupId: string } | { readonly conversationId: string },
  clientMessageId: string,
  body = clientMessageId,
) {
  const content = encodeCanonicalContent({ text: { body } });
  return messaging.send({ userId, deviceId: 'device', to, clientMessageId, content });
}
