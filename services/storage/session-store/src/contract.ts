import type { SessionStoreDefinition } from '@microchat/proto/microchat/storage/v1/SessionStore';
import { hot, unary, unaryOnce, type ServiceContract } from '@microchat/rpc/service-contract';

/** Conversation lists, read positions, group heads, device cursors. Calls, errors and limits: proto/microchat/storage/v1/session_store.proto. */
export const sessionStore: ServiceContract<SessionStoreDefinition> = {
  name: 'microchat.storage.v1.SessionStore',
  proto: 'microchat/storage/v1/session_store.proto',
  affinity: 'userId',
  methods: {
    recordHead: hot,
    recordMembership: hot,
    // Writes of a group meet at one instance and share its merges.
    advanceGroup: { ...hot, affinity: 'groupId' },
    advanceRead: hot,
    // Repeated after another device's call it would win over that one.
    setAttributes: unaryOnce,
    hideMessages: hot,
    recordPeerRead: hot,
    readChanges: hot,
    getEntries: hot,
    listMemberships: hot,
    getGroupHeads: hot,
    saveDeviceCursor: hot,
    getDeviceCursor: unary,
    listReaders: { ...unary, affinity: 'conversationId' },
    recordReader: { ...hot, affinity: 'conversationId' },
    getEpoch: { ...unary, affinity: '' },
  },
};

export type { SessionStoreDefinition };
