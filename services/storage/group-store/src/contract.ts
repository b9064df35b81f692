import type { GroupStoreDefinition } from '@microchat/proto/microchat/storage/v1/GroupStore';
import { hot, unary, type ServiceContract } from '@microchat/rpc/service-contract';

/** Groups and their members. Calls, errors and limits: proto/microchat/storage/v1/group_store.proto. */
export const groupStore: ServiceContract<GroupStoreDefinition> = {
  name: 'microchat.storage.v1.GroupStore',
  proto: 'microchat/storage/v1/group_store.proto',
  affinity: 'groupId',
  methods: {
    createGroup: unary,
    proposeChange: unary,
    settleChange: unary,
    listPending: unary,
    getGroup: unary,
    updateGroup: unary,
    getMember: hot,
    listMembers: unary,
  },
};

export type { GroupStoreDefinition };
