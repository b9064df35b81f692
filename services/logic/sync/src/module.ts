import { groupStore } from '@microchat/group-store/contract';
import type { Module } from '@microchat/host/module';
import { messageStore } from '@microchat/message-store/contract';
import type { Handlers } from '@microchat/rpc/service-contract';
import { sessionStore } from '@microchat/session-store/contract';
import { Counter } from 'prom-client';
import { ChangeReader } from './change-reader.ts';
import { type SyncDefinition, sync } from './contract.ts';
import { DeliveredOffsets } from './delivered-offsets.ts';
import { ackHandler } from './handlers/ack.ts';
import { clearHistoryHandler } from './handlers/clear-history.ts';
import { connectHandler } from './handlers/connect.ts';
import { deleteMessagesHandler } from './handlers/delete-messages.ts';
import { fillGapHandler } from './handlers/fill-gap.ts';
import { getChangesHandler } from './handlers/get-changes.ts';
import { getHeadsHandler } from './handlers/get-heads.ts';
import { getMembershipsHandler } from './handlers/get-memberships.ts';
import { getReadersHandler } from './handlers/get-readers.ts';
import { pullHandler } from './handlers/pull.ts';
import { readHandler } from './handlers/read.ts';
import { updateConversationHandler } from './handlers/update-conversation.ts';

/** Lists, history, positions: what a device needs to converge to the log. */
export function syncModule(): Module {
  return {
    name: 'sync',
    provides: sync,
    calls: [messageStore, sessionStore, groupStore],
    ports: ['eventLog'],
    async create(environment) {
      const clients = {
        messageStore: environment.client(messageStore),
        sessionStore: environment.client(sessionStore),
        groupStore: environment.client(groupStore),
      };
      const { eventLog, timers, metrics } = environment;
      const missed = new Counter({
        name: 'microchat_sync_without_log_total',
        help: 'Syncs that were answered without the event log, because it was away: changed groups are sent again later',
        registers: [metrics],
      });
      const delivered = new DeliveredOffsets({ eventLog, timers, missed: () => missed.inc() });
      const changeReader = new ChangeReader(clients.sessionStore, clients.messageStore, eventLog, delivered);
      const handlers: Handlers<SyncDefinition> = {
        getMemberships: getMembershipsHandler(clients.sessionStore),
        connect: connectHandler(changeReader),
        getChanges: getChangesHandler(changeReader),
        getHeads: getHeadsHandler(changeReader),
        pull: pullHandler(clients),
        read: readHandler(clients),
        updateConversation: updateConversationHandler(clients),
        clearHistory: clearHistoryHandler(clients),
        deleteMessages: deleteMessagesHandler(clients),
        ack: ackHandler(clients),
        getReaders: getReadersHandler(clients),
        fillGap: fillGapHandler(clients.messageStore),
      };
      return { handlers };
    },
  };
}
