import { isPassing } from '@microchat/core/service-error';
import { PoisonRecordError, RetryLaterError, type LogRecord } from '@microchat/ports/event-log';
import { messageCodec } from '@microchat/proto/message-codec';
import type {
  GroupChangeProposed,
  GroupChangeProposed__Output,
} from '@microchat/proto/microchat/storage/v1/GroupChangeProposed';
import type { ChangeApplier, NextCall } from './change-applier.ts';
import type { GroupChange } from './membership-entry.ts';

const proposedEvent = messageCodec<GroupChangeProposed, GroupChangeProposed__Output>(
  'microchat/storage/v1/group_store.proto',
  'microchat.storage.v1.GroupChangeProposed',
);

/** Longer than any one step takes; the event is handled again if it does not suffice. */
const stepTimeoutMs = 5_000;
const nextCall: NextCall = () => ({ timeoutMs: stepTimeoutMs });

/** Completes the changes of one group whose handler died between the intent and the answer. */
export async function completeProposed(applier: ChangeApplier, records: readonly LogRecord[]): Promise<void> {
  for (const record of records) {
    const change = proposedChange(record);
    try {
      await applier.complete(change, nextCall);
    } catch (error) {
      if (!isPassing(error)) throw error;
      throw new RetryLaterError(`change ${change.changeId} waits: ${error.reason}`, { cause: error });
    }
  }
}

function proposedChange(record: LogRecord): GroupChange {
  try {
    const { change } = proposedEvent.decode(record.value);
    if (change !== null) return change;
  } catch (error) {
    throw new PoisonRecordError('not a GroupChangeProposed', { cause: error });
  }
  throw new PoisonRecordError('a GroupChangeProposed without its change');
}
