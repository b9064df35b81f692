import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';

import { type CallContext, type Handlers, hot, type ServiceContract, unary, unaryOnce } from '../service-contract.ts';

/** A service for transport tests, on the messages of the user store: hot and unary, repeatable and not. */
export const echoContract: ServiceContract<UserStoreDefinition> = {
  name: 'microchat.storage.v1.UserStore',
  proto: 'microchat/storage/v1/user_store.proto',
  methods: {
    ensureUser: { ...hot, timeoutMs: 2_000 },
    getUsers: hot,
    putProfile: unaryOnce,
    recordDevice: { ...hot, retry: 'never' },
    revokeTokens: unary,
    kickDevice: unary,
    listDevices: { ...unary, timeoutMs: 2_000 },
  },
};

export type EchoHandlers = Partial<Handlers<UserStoreDefinition>>;

/** Handler of both a hot (`ensureUser`) and a unary (`listDevices`) method: what it does is up to the test. */
export type EchoBehaviour = (userId: string, call: CallContext) => Promise<string>;

/** `ensureUser` (hot) and `listDevices` (unary) run `behaviour`; its answer comes back as a device id. */
export function echoHandlers(behaviour: EchoBehaviour): EchoHandlers {
  return {
    ensureUser: async (request, call) => ({ created: (await behaviour(request.userId, call)) !== '' }),
    getUsers: async (request, call) => ({ users: [{ userId: await behaviour(request.userIds[0] ?? '', call) }] }),
    listDevices: async (request, call) => ({ devices: [{ deviceId: await behaviour(request.userId, call) }] }),
  };
}
