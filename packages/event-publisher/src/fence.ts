import { type KvStore, KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import type { Random } from '@microchat/ports/time';
import { composeCommit } from './compose-commit.ts';
import { lookAtOutbox, type OutboxLook } from './outbox-reader.ts';
import { ownCommitId } from './own-commits.ts';
import type { PartitionRecord } from './partition-record.ts';
import type { Publication } from './publication.ts';
import type { PublisherLimits } from './publisher-limits.ts';
import type { PublisherObserver } from './publisher-observer.ts';

/** A version that no partition has. */
const impossibleVersion = Number.MAX_SAFE_INTEGER;

/** Conflicts and unknown outcomes in a row before the store is taken to be away. */
const failuresMax = 16;

export interface FenceOptions {
  readonly kv: KvStore;
  readonly publication: Publication;
  readonly random: Random;
  readonly limits: PublisherLimits;
  readonly observer: PublisherObserver;
}

/**
 * Publishes everything in a partition and then commits to it without changing what its owner sees. Whatever commit was on
 * its way, of a dead process or of unknown outcome, expects an older version and never comes true. Deletes published rows
 * on the way.
 */
export class Fence {
  readonly #options: FenceOptions;

  constructor(options: FenceOptions) {
    this.#options = options;
  }

  /**
   * `absent`: there is no partition to commit to, so a commit that creates it may still come.
   * @throws AppendError, KvUnavailableError
   */
  async close(record: PartitionRecord): Promise<'closed' | 'absent'> {
    let hasProbed = false;
    for (let failures = 0; failures < failuresMax; ) {
      const look = await lookAtOutbox(this.#options.kv, record);
      if (look.version === 0) {
        if (hasProbed) return 'absent';
        await this.#probe(record);
        hasProbed = true;
        continue;
      }
      record.raiseGoal(look.envelope.eventsThrough);
      if (record.publishedThrough < look.envelope.eventsThrough) {
        await this.#options.publication.publish(record);
        continue;
      }
      if (!(await this.#commit(record, look))) failures += 1;
      else if (record.envelope.namedFrom === 0) return 'closed';
    }
    throw new KvUnavailableError('a partition could not be fenced');
  }

  async #commit(record: PartitionRecord, { version, head, envelope }: OutboxLook): Promise<boolean> {
    const { kv, random, limits, observer } = this.#options;
    const { publishedThrough } = record;
    const commit = {
      key: record.key,
      ifVersion: version,
      commitId: ownCommitId(random),
      puts: [],
      deletes: [],
      events: [],
    };
    const composed = composeCommit({ commit, head, envelope, publishedThrough, limits: limits.engine });
    if (composed === undefined) throw new Error('a commit without events has no outbox row');
    try {
      const outcome = await kv.commit(composed.commit);
      if (outcome.kind === 'conflict') return false;
      record.learn(outcome.version, composed.envelope);
      record.resolveDoubt(outcome.version);
      observer.fenced?.();
      return true;
    } catch (error) {
      if (error instanceof KvUnknownOutcomeError) return false;
      throw error;
    }
  }

  /**
   * A commit that cannot be applied. An engine that decides by consensus first finishes what was decided and not stored,
   * which reads do not see.
   */
  async #probe({ key }: PartitionRecord): Promise<void> {
    const { kv, random } = this.#options;
    try {
      const commitId = ownCommitId(random);
      await kv.commit({ key, ifVersion: impossibleVersion, commitId, puts: [], deletes: [], events: [] });
    } catch (error) {
      if (!(error instanceof KvUnknownOutcomeError)) throw error;
    }
  }
}
