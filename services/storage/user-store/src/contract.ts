import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { hot, unary, unaryOnce, type ServiceContract } from '@microchat/rpc/service-contract';

/** Users, profiles and devices. Calls, errors and limits: proto/microchat/storage/v1/user_store.proto. */
export const userStore: ServiceContract<UserStoreDefinition> = {
  name: 'microchat.storage.v1.UserStore',
  proto: 'microchat/storage/v1/user_store.proto',
  affinity: 'userId',
  methods: {
    ensureUser: hot,
    // Names many users.
    getUsers: { ...hot, affinity: '' },
    putProfile: unary,
    // Repeated it refuses once more what is refused already.
    revokeTokens: unary,
    // Repeated it may end a login that came meanwhile.
    kickDevice: unaryOnce,
    recordDevice: hot,
    listDevices: unary,
  },
};

export type { UserStoreDefinition };
