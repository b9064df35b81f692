import type { PresenceDefinition } from '@microchat/proto/microchat/logic/v1/Presence';
import { hot, unary, unaryOnce, type ServiceContract } from '@microchat/rpc/service-contract';

/** Living gateway workers and their interests. Calls, errors and limits: proto/microchat/logic/v1/presence.proto. */
export const presence: ServiceContract<PresenceDefinition> = {
  name: 'microchat.logic.v1.Presence',
  proto: 'microchat/logic/v1/presence.proto',
  // Registrations of a worker go over one connection of the store, in their order.
  affinity: 'incarnation',
  methods: {
    openLease: unaryOnce,
    renewLease: unary,
    closeLease: unary,
    register: hot,
    unregister: hot,
    getInterested: { ...hot, affinity: '' },
  },
};

export type { PresenceDefinition };
