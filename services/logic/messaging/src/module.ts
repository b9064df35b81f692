import { groupStore } from '@microchat/group-store/contract';
import type { Module } from '@microchat/host/module';
import { messageStore } from '@microchat/message-store/contract';
import type { Handlers } from '@microchat/rpc/service-contract';
import { userStore } from '@microchat/user-store/contract';
import { type MessagingDefinition, messaging } from './contract.ts';
import { GroupSenders } from './group-senders.ts';
import { sendHandler } from './handlers/send.ts';
import { KnownUsers } from './known-users.ts';

/** Sending: de-duplication, permission, append. */
export function messagingModule(): Module {
  return {
    name: 'messaging',
    provides: messaging,
    calls: [messageStore, groupStore, userStore],
    ports: [],
    async create(environment) {
      const clients = { messageStore: environment.client(messageStore), groupStore: environment.client(groupStore) };
      const handlers: Handlers<MessagingDefinition> = {
        send: sendHandler({
          messageStore: clients.messageStore,
          knownUsers: new KnownUsers(environment.client(userStore)),
          groupSenders: new GroupSenders(clients),
        }),
      };
      return { handlers };
    },
  };
}
