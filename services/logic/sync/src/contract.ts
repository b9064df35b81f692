import type { SyncDefinition } from '@microchat/proto/microchat/logic/v1/Sync';
import { hot, unary, unaryOnce, type ServiceContract } from '@microchat/rpc/service-contract';

/** What a device needs to converge to the log. Calls, errors and limits: proto/microchat/logic/v1/sync.proto. */
export const sync: ServiceContract<SyncDefinition> = {
  name: 'microchat.logic.v1.Sync',
  proto: 'microchat/logic/v1/sync.proto',
  affinity: 'userId',
  methods: {
    getMemberships: hot,
    connect: hot,
    getChanges: hot,
    getHeads: hot,
    pull: hot,
    read: hot,
    updateConversation: unaryOnce,
    clearHistory: unary,
    deleteMessages: unary,
    ack: hot,
    getReaders: unary,
    fillGap: { ...hot, affinity: 'groupId' },
  },
};

export type { SyncDefinition };
