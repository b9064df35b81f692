import type { MembershipDefinition } from '@microchat/proto/microchat/logic/v1/Membership';
import { unary, unaryOnce, type ServiceContract } from '@microchat/rpc/service-contract';

/** Groups as users manage them. Calls, errors and limits: proto/microchat/logic/v1/membership.proto. */
export const membership: ServiceContract<MembershipDefinition> = {
  name: 'microchat.logic.v1.Membership',
  proto: 'microchat/logic/v1/membership.proto',
  // Changes of a group queue at one instance instead of racing each other.
  affinity: 'groupId',
  methods: {
    createGroup: { ...unaryOnce, affinity: '' },
    getGroup: unary,
    updateGroup: unary,
    listMembers: unary,
    addMembers: unary,
    removeMember: unary,
  },
};

export type { MembershipDefinition };
