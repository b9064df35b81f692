import type { MessageStoreDefinition } from '@microchat/proto/microchat/storage/v1/MessageStore';
import { hot, type ServiceContract } from '@microchat/rpc/service-contract';

/** The conversation log. Calls, errors and limits: proto/microchat/storage/v1/message_store.proto. */
export const messageStore: ServiceContract<MessageStoreDefinition> = {
  name: 'microchat.storage.v1.MessageStore',
  proto: 'microchat/storage/v1/message_store.proto',
  affinity: 'conversationId',
  methods: {
    append: hot,
    findSent: hot,
    readPage: hot,
    // Names many conversations.
    getHeads: { ...hot, affinity: '' },
  },
};

export type { MessageStoreDefinition };
