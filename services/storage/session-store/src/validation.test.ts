import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { advanceRead, headAt, recordHead, recordMembership } from './testing/requests.ts';
import { type SessionStoreInstance, startSessionStore } from './testing/session-store-instance.ts';

type Client = SessionStoreInstance['client'];

const tooMany = (count: number) => Array.from({ length: count }, (_, at) => `g~${at}`);

const refused: { call: (client: Client) => Promise<unknown>; field: string }[] = [
  { field: 'userId', call: (client) => client.recordHead({ ...recordHead('alice', 'bob', 1), userId: 'a~b' }) },
  { field: 'conversationId', call: (client) => client.recordHead({ ...recordHead('alice', 'bob', 1), userId: 'eve' }) },
  {
    field: 'conversationId',
    call: (client) => client.recordHead({ ...recordHead('alice', 'bob', 1), conversationId: 'g~team' }),
  },
  { field: 'head', call: (client) => client.recordHead({ ...recordHead('alice', 'bob', 1), head: null }) },
  { field: 'head', call: (client) => client.recordHead(recordHead('alice', 'bob', 0)) },
  {
    field: 'conversationId',
    call: (client) => client.recordMembership({ ...recordMembership('alice', 'team', true, 1), groupId: 'other' }),
  },
  { field: 'at', call: (client) => client.recordMembership(recordMembership('alice', 'team', true, 0)) },
  { field: 'conversationId', call: (client) => client.advanceRead(advanceRead('eve', 's~alice~bob', 1)) },
  {
    field: 'conversationId',
    call: (client) => client.recordPeerRead({ userId: 'alice', conversationId: 'g~team', peerReadIndex: 1 }),
  },
  {
    field: 'draft',
    call: (client) =>
      client.setAttributes({ userId: 'alice', conversationId: 'g~team', draft: '\u{1F600}'.repeat(1_025) }),
  },
  {
    field: 'deletedIndexes',
    call: (client) => client.hideMessages({ userId: 'alice', conversationId: 'g~team', deletedIndexes: [3, 0] }),
  },
  {
    field: 'deletedIndexes',
    call: (client) =>
      client.hideMessages({ userId: 'alice', conversationId: 'g~team', deletedIndexes: Array(101).fill(1) }),
  },
  { field: 'limit', call: (client) => client.readChanges({ userId: 'alice', limit: 0 }) },
  { field: 'limit', call: (client) => client.readChanges({ userId: 'alice', limit: 501 }) },
  {
    field: 'conversationIds',
    call: (client) => client.getEntries({ userId: 'alice', conversationIds: tooMany(501) }),
  },
  {
    field: 'conversationIds[1]',
    call: (client) => client.getEntries({ userId: 'alice', conversationIds: ['g~team', 's~bob~carol'] }),
  },
  { field: 'head', call: (client) => client.advanceGroup({ groupId: 'team' }) },
  {
    field: 'ownSends[0].userId',
    call: (client) => client.advanceGroup({ groupId: 'team', head: headAt(1), ownSends: [{ userId: '', index: 1 }] }),
  },
  { field: 'groupIds[0]', call: (client) => client.getGroupHeads({ groupIds: ['g~team'], userId: 'alice' }) },
  {
    field: 'positions[0].conversationId',
    call: (client) =>
      client.saveDeviceCursor({
        userId: 'alice',
        deviceId: 'phone',
        positions: [{ conversationId: 's~bob~carol', index: 1 }],
      }),
  },
  { field: 'deviceId', call: (client) => client.getDeviceCursor({ userId: 'alice' }) },
  {
    field: 'conversationId',
    call: (client) => client.recordReader({ conversationId: 's~alice~bob', userId: 'eve', readIndex: 1 }),
  },
  { field: 'limit', call: (client) => client.listReaders({ conversationId: 'g~team' }) },
];

let store: SessionStoreInstance;

beforeAll(async () => {
  store = await startSessionStore(new MemoryEngine().kv);
});

afterAll(() => store.stop());

test.each(refused)('$field: refused with its name ($#)', async ({ call, field }) => {
  await expect(call(store.client)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field });
});
