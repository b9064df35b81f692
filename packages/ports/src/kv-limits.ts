import {
  type Commit,
  type CommitLimits,
  KvLimitError,
  kvLimits,
  type MergeWrite,
  type PartitionKey,
  type ReadRequest,
  type ScanRange,
} from './kv-store.ts';

/** Rows of a commit as `kvLimits.commitRowsMax` counts them: puts and deletes. The head and the events are not rows. */
export function commitRows(commit: Pick<Commit, 'puts' | 'deletes'>): number {
  return commit.puts.length + commit.deletes.length;
}

/** Bytes of a commit as `kvLimits.commitBytesMax` counts them: head, names and values of the rows. Events have their own limit. */
export function commitBytes(commit: Pick<Commit, 'head' | 'puts' | 'deletes'>): number {
  let bytes = commit.head?.byteLength ?? 0;
  for (const put of commit.puts) bytes += put.column.length + put.value.byteLength;
  for (const column of commit.deletes) bytes += column.length;
  return bytes;
}

/**
 * @param limits of an engine that stores more than its callers may send (`kvEngineLimits`)
 * @throws KvLimitError
 */
export function checkCommit(commit: Commit, limits: CommitLimits = kvLimits): void {
  checkKey(commit.key);
  if (!Number.isSafeInteger(commit.ifVersion) || commit.ifVersion < 0)
    fail(`ifVersion ${commit.ifVersion} is no version`);
  checkText('commitId', commit.commitId, commitIdPattern);
  if (commitRows(commit) > limits.commitRowsMax) fail(`${commitRows(commit)} rows in a commit`);
  checkColumnsOnce(commit);
  if (commitBytes(commit) > limits.commitBytesMax) fail(`${commitBytes(commit)} bytes in a commit`);
  checkEvents(commit);
  if (commit.follows === undefined) return;
  checkKey(commit.follows);
  if (commit.ifVersion !== 0) fail('only a new partition follows another one');
}

/** @throws KvLimitError */
export function checkRead(key: PartitionKey, columns: readonly string[]): void {
  checkKey(key);
  for (const column of columns) checkText('column', column, namePattern);
}

/** @throws KvLimitError */
export function checkMultiRead(requests: readonly ReadRequest[]): void {
  if (requests.length > kvLimits.multiReadMax) fail(`${requests.length} reads at once`);
  for (const request of requests) checkRead(request.key, request.columns);
}

/** @throws KvLimitError */
export function checkScan(key: PartitionKey, range: ScanRange): void {
  checkKey(key);
  checkText('from', range.from, boundPattern);
  checkText('to', range.to, boundPattern);
  if (!Number.isSafeInteger(range.limit) || range.limit < 1 || range.limit > kvLimits.scanLimitMax) {
    fail(`scan limit ${range.limit}`);
  }
}

/** @throws KvLimitError */
export function checkMerge(writes: readonly MergeWrite[]): void {
  if (writes.length > kvLimits.mergeWritesMax) fail(`${writes.length} columns in a merge`);
  let bytes = 0;
  for (const write of writes) {
    checkRead(write.key, [write.column]);
    bytes += write.column.length + write.value.byteLength;
  }
  if (bytes > kvLimits.mergeBytesMax) fail(`${bytes} bytes in a merge`);
}

const namePattern = /^[\x20-\x7e]{1,256}$/;
const commitIdPattern = /^[\x20-\x7e]{1,40}$/;
/** A bound may be empty, and one character longer than a name, so that "everything after this name" can be said. */
const boundPattern = /^\p{ASCII}{0,257}$/u;

function checkKey(key: PartitionKey): void {
  checkText('table', key.table, namePattern);
  checkText('partition', key.partition, namePattern);
}

function checkColumnsOnce(commit: Commit): void {
  const seen = new Set<string>();
  for (const put of commit.puts) seen.add(checkText('column', put.column, namePattern));
  for (const column of commit.deletes) seen.add(checkText('column', column, namePattern));
  if (seen.size !== commitRows(commit)) fail('a column is written twice in one commit');
}

function checkEvents(commit: Commit): void {
  if (commit.events.length > kvLimits.commitEventsMax) fail(`${commit.events.length} events in a commit`);
  let bytes = 0;
  for (const event of commit.events) {
    checkText('topic', event.topic, namePattern);
    checkText('event key', event.key, namePattern);
    if (!Number.isSafeInteger(event.sequence) || event.sequence < 0) fail(`event sequence ${event.sequence}`);
    bytes += event.value.byteLength;
  }
  if (bytes > kvLimits.commitEventBytesMax) fail(`${bytes} bytes of events in a commit`);
}

/** The name itself, so that a check can stand inside an expression. The text stays out of the message: it may be long. */
function checkText(what: string, text: string, pattern: RegExp): string {
  if (!pattern.test(text)) fail(`${what} of ${text.length} characters is out of its limits`);
  return text;
}

function fail(message: string): never {
  throw new KvLimitError(message);
}
