import type { MembershipDefinition } from '@microchat/proto/microchat/logic/v1/Membership';
import { unary, unaryOnce, type ServiceContract } from '@microchat/rpc/service-contract';

/** Groups as users manage them. Calls, errors and limits: proto/microchat/logic/v1/membership.proto. */
export const membership: ServiceContract<MembershipDefinition> = {
  name: 'microchat.logic.v1.Membership',
  proto: 'microchat/logic/v1/membership.proto',
  methods: {
    createGroup: unaryOnce,
    getGroup: unary,
    updateGroup: unary,
    listMembers: unary,
    addMembers: unary,
    removeMember: unary,
  },
};

export type { MembershipDefinition };
