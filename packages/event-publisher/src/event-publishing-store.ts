import { checkCommit, checkMultiRead, checkRead, checkScan } from '@microchat/ports/kv-limits';
import type {
  Column,
  Commit,
  CommitOutcome,
  KvStore,
  MergeWrite,
  PartitionKey,
  PartitionRead,
  ReadRequest,
  ScanRange,
} from '@microchat/ports/kv-store';
import { decodeHead } from './envelope.ts';
import { scanWithoutOutbox } from './hidden-scan.ts';
import { checkNames, columnsOf } from './outbox-rows.ts';
import type { PartitionRecords } from './partition-records.ts';
import type { PublishingCommits } from './publishing-commits.ts';

/** The store that services see: the engine's partitions without what this package keeps in them, commits with events. */
export class EventPublishingStore implements KvStore {
  readonly #kv: KvStore;
  readonly #records: PartitionRecords;
  readonly #commits: PublishingCommits;

  constructor(kv: KvStore, records: PartitionRecords, commits: PublishingCommits) {
    this.#kv = kv;
    this.#records = records;
    this.#commits = commits;
  }

  async read(key: PartitionKey, columns: readonly string[] = []): Promise<PartitionRead> {
    checkRead(key, columns);
    checkNames(columns);
    return this.#seen(key, await this.#kv.read(key, columns));
  }

  async multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    checkMultiRead(requests);
    for (const { columns } of requests) checkNames(columns);
    const reads = await this.#kv.multiRead(requests);
    return requests.map(({ key }, place) => {
      const read = reads[place];
      if (read === undefined) throw new Error('a read without an answer');
      return this.#seen(key, read);
    });
  }

  async scan(key: PartitionKey, range: ScanRange): Promise<Column[]> {
    checkScan(key, range);
    return scanWithoutOutbox(this.#kv, key, range);
  }

  /** Merged tables have neither versions nor events. */
  merge(writes: readonly MergeWrite[]): Promise<void> {
    return this.#kv.merge(writes);
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    checkCommit(commit);
    checkNames(columnsOf(commit));
    const record = this.#records.of(commit.key);
    return commit.events.length === 0 ? this.#commits.rows(record, commit) : this.#commits.withEvents(record, commit);
  }

  #seen(key: PartitionKey, read: PartitionRead): PartitionRead {
    if (read.version === 0) return read;
    const { envelope, head } = decodeHead(read.head);
    this.#records.of(key).learn(read.version, envelope);
    return { ...read, head };
  }
}
