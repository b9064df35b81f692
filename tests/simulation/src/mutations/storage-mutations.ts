import { messageCodec } from '@microchat/proto/message-codec';
import type { ListEntry, ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { LogEntry, LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { Mutation } from './mutation.ts';
import { wrapHandler } from './wrap-handlers.ts';
import { wrapCommit } from './wrap-store.ts';

const entryCodec = messageCodec<LogEntry, LogEntry__Output>(
  'microchat/storage/v1/log.proto',
  'microchat.storage.v1.LogEntry',
);
const listEntryCodec = messageCodec<ListEntry, ListEntry__Output>(
  'microchat/storage/v1/session_store.proto',
  'microchat.storage.v1.ListEntry',
);

/** Defects of what is stored. */
export const storageMutations: readonly Mutation[] = [
  {
    name: 'the de-duplication row is forgotten',
    breaks: ['I1'],
    seeds: [3],
    kv: wrapCommit((commit, inner) =>
      inner({ ...commit, puts: commit.puts.filter(({ column }) => !column.startsWith('d/')) }),
    ),
  },
  {
    name: 'the sender is answered before the commit',
    breaks: ['I1'],
    seeds: [1],
    kv: wrapCommit(async (commit, inner) => {
      if (commit.key.table !== 'segments') return inner(commit);
      inner(commit).catch(() => undefined);
      return { kind: 'applied', version: commit.ifVersion + 1 };
    }),
  },
  {
    name: 'an entry is left out of its commit',
    breaks: ['I1', 'I2'],
    seeds: [1],
    kv: wrapCommit((commit, inner) => {
      const entries = commit.puts.filter(({ column }) => column.startsWith('e/'));
      const left = entries.length > 1 ? entries[1]?.column : undefined;
      return inner({ ...commit, puts: commit.puts.filter(({ column }) => column !== left) });
    }),
  },
  {
    name: 'two entries of a commit share a predecessor',
    breaks: ['I2'],
    seeds: [1],
    kv: wrapCommit((commit, inner) => {
      let first: string | undefined;
      const puts = commit.puts.map(({ column, value }) => {
        if (!column.startsWith('e/')) return { column, value };
        const entry = entryCodec.decode(value);
        first ??= entry.previousMessageId;
        return { column, value: entryCodec.encode({ ...entry, previousMessageId: first }) };
      });
      return inner({ ...commit, puts });
    }),
  },
  {
    name: 'a conflict is taken for success',
    breaks: ['I1'],
    seeds: [3],
    kv: wrapCommit(async (commit, inner) => {
      const outcome = await inner(commit);
      return outcome.kind === 'conflict' ? { kind: 'applied', version: commit.ifVersion + 1 } : outcome;
    }),
  },
  {
    name: 'the event of a commit is dropped',
    breaks: ['I3', 'live'],
    seeds: [1],
    kv: wrapCommit((commit, inner) =>
      inner({ ...commit, events: commit.events.filter(({ sequence }) => sequence % 7 !== 0) }),
    ),
  },
  {
    name: 'a read position falls',
    breaks: ['I4'],
    seeds: [1],
    kv: wrapCommit((commit, inner) => {
      const puts = commit.puts.map(({ column, value }) => {
        if (commit.key.table !== 'lists' || !column.startsWith('c/')) return { column, value };
        const entry = listEntryCodec.decode(value);
        const readIndex = entry.changeVersion % 5 === 0 ? 0 : entry.readIndex;
        return { column, value: listEntryCodec.encode({ ...entry, readIndex }) };
      });
      return inner({ ...commit, puts });
    }),
  },
  {
    name: 'an append forgets that memberships have changed since it was authorised',
    breaks: ['I6'],
    seeds: [4],
    module: wrapHandler(
      'message-store',
      'append',
      (append) => (request, call) => append({ ...request, authorisedVersion: 0xffff_ffff }, call),
    ),
  },
];
