import { userTopic } from '@microchat/core/ids';
import { type LogRecord, RetryLaterError } from '@microchat/ports/event-log';
import type { UserEvent__Output } from '@microchat/proto/microchat/storage/v1/UserEvent';
import { decodeRecord } from './decode-record.ts';
import type { Pusher } from './pusher.ts';

export interface RevocationDeliveryDependencies {
  readonly pusher: Pick<Pusher, 'pushToAll'>;
  readonly decodeEvent: (value: Uint8Array) => UserEvent__Output;
}

/**
 * Ends the connections of users whose tokens were revoked, and of devices that were kicked. Every worker that is interested
 * in the user has to take it: one that does not answer is asked again until it does or its lease has ended, and who opens a
 * lease anew looks for itself.
 */
export class RevocationDelivery {
  readonly #dependencies: RevocationDeliveryDependencies;

  constructor(dependencies: RevocationDeliveryDependencies) {
    this.#dependencies = dependencies;
  }

  /** Handles records of one user, in order. May run again: versions only grow. */
  async handle(userId: string, records: readonly LogRecord[]): Promise<void> {
    const { decodeEvent, pusher } = this.#dependencies;
    const events = records.map((record) => decodeRecord(record, decodeEvent));
    const revoked = events.findLast(({ tokensRevoked }) => tokensRevoked)?.tokensRevoked;
    const kicks = events.flatMap(({ deviceKicked }) => deviceKicked ?? []);
    const topics = [userTopic(userId)];
    try {
      if (revoked) {
        const { revocationVersion } = revoked;
        await pusher.pushToAll(topics, { userRevoked: { userId, revocationVersion } });
      }
      for (const kick of kicks) await pusher.pushToAll(topics, { deviceKicked: { userId, ...kick } });
    } catch (error) {
      throw new RetryLaterError('a worker did not take a revocation', { cause: error });
    }
  }
}
