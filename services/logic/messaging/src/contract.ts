import type { MessagingDefinition } from '@microchat/proto/microchat/logic/v1/Messaging';
import { hot, type ServiceContract } from '@microchat/rpc/service-contract';

/** Sending messages. Calls, errors and limits: proto/microchat/logic/v1/messaging.proto. */
export const messaging: ServiceContract<MessagingDefinition> = {
  name: 'microchat.logic.v1.Messaging',
  proto: 'microchat/logic/v1/messaging.proto',
  // What an instance knows of senders and their peers is asked for again by the same senders.
  affinity: 'userId',
  methods: {
    send: hot,
  },
};

export type { MessagingDefinition };
