import { commitBytes, commitRows } from '@microchat/ports/kv-limits';
import type { Column, Commit, CommitLimits } from '@microchat/ports/kv-store';
import { encodeHead, type Envelope } from './envelope.ts';
import { type OutboxRow, outboxColumns, outboxRow } from './outbox-rows.ts';

export interface Composing {
  readonly commit: Commit;
  /** The partition's head after the commit, as its owner sees it. */
  readonly head: Uint8Array;
  /** Of version `commit.ifVersion`. */
  readonly envelope: Envelope;
  /** All events up to here are known to be in the log. */
  readonly publishedThrough: number;
  /** Left out for a commit without events. */
  readonly row?: OutboxRow;
  readonly limits: CommitLimits;
}

export interface ComposedCommit {
  readonly commit: Commit;
  readonly envelope: Envelope;
}

/**
 * The commit for the engine: the owner's rows, the envelope around the head, and the outbox row. What is known to be
 * published rides along, with as many deletions of rows that are published as fit.
 * Undefined if the row is too large to go with the commit.
 */
export function composeCommit(composing: Composing): ComposedCommit | undefined {
  const { commit, row, limits } = composing;
  const rowsFree = limits.commitRowsMax - commitRows(commit) - (row === undefined ? 0 : 1);
  const composed = withTrims(composing, rowsFree);
  if (commitBytes(composed.commit) <= limits.commitBytesMax) return composed;
  const untrimmed = withTrims(composing, 0);
  return commitBytes(untrimmed.commit) <= limits.commitBytesMax || row === undefined ? untrimmed : undefined;
}

function withTrims({ commit, head, envelope, publishedThrough, row }: Composing, trimsMax: number): ComposedCommit {
  // What is published of later versions is of no concern: then this commit conflicts.
  const published = Math.max(envelope.publishedThrough, Math.min(publishedThrough, commit.ifVersion));
  const trimmed = trim(envelope, published, trimsMax);
  const isNewest = published >= envelope.eventsThrough;
  const follows = commit.follows ?? (published === 0 ? envelope.follows : undefined);
  const next: Envelope = {
    publishedThrough: published,
    eventsThrough: row?.version ?? envelope.eventsThrough,
    ...(row === undefined || isNewest ? trimmed.named : extended(trimmed.named, row.version)),
    ...(follows && { follows }),
  };
  const puts: Column[] = [...commit.puts];
  if (row !== undefined) {
    const column = isNewest ? outboxColumns.newest : outboxColumns.of(row.version);
    puts.push({ column, value: outboxRow.encode(row) });
  }
  const { key, ifVersion, commitId } = commit;
  const deletes = [...commit.deletes, ...trimmed.versions.map(outboxColumns.of)];
  return {
    commit: { key, ifVersion, commitId, head: encodeHead(next, head), puts, deletes, events: [] },
    envelope: next,
  };
}

type Named = Pick<Envelope, 'namedFrom' | 'namedThrough'>;

const none: Named = { namedFrom: 0, namedThrough: 0 };

/** Which rows that are named after their version can go, and which are left. */
function trim(
  { namedFrom, namedThrough }: Envelope,
  published: number,
  trimsMax: number,
): { versions: number[]; named: Named } {
  if (namedFrom === 0) return { versions: [], named: none };
  const last = Math.min(namedThrough, published, namedFrom + trimsMax - 1);
  const versions: number[] = [];
  for (let version = namedFrom; version <= last; version += 1) versions.push(version);
  const from = namedFrom + versions.length;
  return { versions, named: from > namedThrough ? none : { namedFrom: from, namedThrough } };
}

function extended({ namedFrom }: Named, version: number): Named {
  return { namedFrom: namedFrom === 0 ? version : namedFrom, namedThrough: version };
}
