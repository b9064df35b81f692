import { eventTopics } from '@microchat/core/topics';
import { settlesWithin } from '@microchat/host/settles-within';
import { type EventLog, EventLogUnavailableError } from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';

/** The consumer group whose committed offsets say which group heads are in the session store. */
const deliveryGroup = 'delivery';
/** Well below the deadline of whoever asks; an answer takes milliseconds. */
const answerMsMax = 2_000;

export interface DeliveredOffsetsOptions {
  readonly eventLog: EventLog;
  readonly timers: Timers;
  /** Somebody got no answer. */
  readonly missed: () => void;
}

/**
 * How far delivery has come in the log of messages. While the log is away nobody waits for it: devices connect and
 * compare lists without it, too.
 */
export class DeliveredOffsets {
  readonly #options: DeliveredOffsetsOptions;
  /** Questions that were given up on and are still open. */
  #overdue = 0;

  constructor(options: DeliveredOffsetsOptions) {
    this.#options = options;
  }

  /** By partition, never older than the call. Undefined: the log does not say now. */
  async read(): Promise<readonly number[] | undefined> {
    const { eventLog, timers, missed } = this.#options;
    if (this.#overdue > 0) {
      missed();
      return undefined;
    }
    let offsets: readonly number[] | undefined;
    const answered = eventLog.committedOffsets(eventTopics.messages, deliveryGroup).then((answer) => {
      offsets = answer;
    });
    try {
      if (await settlesWithin(answered, answerMsMax, timers)) return offsets;
    } catch (error) {
      if (!(error instanceof EventLogUnavailableError)) throw error;
      missed();
      return undefined;
    }
    missed();
    this.#overdue += 1;
    const settled = () => {
      this.#overdue -= 1;
    };
    answered.then(settled, settled);
    return undefined;
  }
}
