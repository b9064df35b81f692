import type { Mutation } from './mutation.ts';
import { wrapHandler } from './wrap-handlers.ts';

/** Defects of what devices are told when they ask. */
export const syncMutations: readonly Mutation[] = [
  {
    name: 'the tail is forgotten in pongs',
    breaks: ['I3', 'I4', 'live'],
    seeds: [21],
    module: wrapHandler('sync', 'getHeads', (getHeads) => async (request, call) => ({
      ...(await getHeads(request, call)),
      heads: [],
      hasMore: false,
    })),
  },
  {
    name: 'a cursor passes a conversation that was not told',
    breaks: ['I3', 'I4', 'live'],
    seeds: [1],
    module: wrapHandler('sync', 'connect', (connect) => async (request, call) => {
      const reply = await connect(request, call);
      return { ...reply, changes: { ...reply.changes, conversations: reply.changes.conversations.slice(1) } };
    }),
  },
  {
    name: 'pages leave out an entry that they say they cover',
    breaks: ['I3'],
    seeds: [1],
    module: wrapHandler('sync', 'pull', (pull) => async (request, call) => {
      const reply = await pull(request, call);
      return { ...reply, entries: reply.entries.filter((_entry: unknown, place: number) => place !== 1) };
    }),
  },
  {
    name: 'history is open to whoever was ever a member',
    breaks: ['I6'],
    seeds: [1],
    module: wrapHandler('group-store', 'getMember', (getMember) => async (request, call) => {
      const reply = await getMember(request, call);
      return reply.membership == null
        ? reply
        : { ...reply, membership: { ...reply.membership, spans: [{ fromIndex: 1, toIndex: 0 }] } };
    }),
  },
  {
    name: 'pages have what the user has deleted',
    breaks: ['I3'],
    seeds: [1],
    module: wrapHandler('session-store', 'getEntries', (getEntries) => async (request, call) => {
      const reply = await getEntries(request, call);
      return { entries: reply.entries.map((entry: object) => ({ ...entry, clearedThrough: 0, deleted: [] })) };
    }),
  },
  {
    name: 'a deletion is answered and not kept',
    breaks: ['I1'],
    seeds: [1],
    module: wrapHandler('session-store', 'hideMessages', (hideMessages) => async (request, call) => {
      return hideMessages({ ...request, deletedIndexes: [] }, call);
    }),
  },
  {
    name: 'a draft is not told to devices that were away',
    breaks: ['I3'],
    seeds: [14],
    module: wrapHandler('sync', 'connect', (connect) => async (request, call) => {
      const reply = await connect(request, call);
      const conversations = reply.changes.conversations.map((entry: object) => ({ ...entry, draft: '' }));
      return { ...reply, changes: { ...reply.changes, conversations } };
    }),
  },
  {
    name: 'own messages count as unread',
    breaks: ['I4'],
    seeds: [5],
    module: wrapHandler('sync', 'connect', (connect) => async (request, call) => {
      const reply = await connect(request, call);
      const conversations = reply.changes.conversations.map((entry: { unread: number }) => ({
        ...entry,
        unread: entry.unread + 1,
      }));
      return { ...reply, changes: { ...reply.changes, conversations } };
    }),
  },
];
