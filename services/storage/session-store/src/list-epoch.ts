import type { PartitionMachine } from '@microchat/partition-writer/partition-machine';
import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { Random } from '@microchat/ports/time';

/** Undefined until the store is used for the first time. */
export type EpochState = { readonly epoch: string | undefined };

/** The request is the epoch to take if there is none. */
export const epochMachine: PartitionMachine<EpochState, string, string> = {
  load: ({ version, head }) => ({ epoch: version === 0 ? undefined : Buffer.from(head).toString('ascii') }),
  decide: (state, candidates) => {
    const epoch = state.epoch ?? candidates[0] ?? '';
    return {
      state: { epoch },
      replies: candidates.map(() => epoch),
      ...(state.epoch === undefined ? { head: Buffer.from(epoch, 'ascii') } : {}),
    };
  },
  cost: (candidate) => ({ rows: 0, bytes: candidate.length }),
};

/** The identity of this store: 16 random bytes as hex, the same for all instances and for ever. */
export class ListEpoch {
  readonly #writers: PartitionWriters<EpochState, string, string>;
  readonly #random: Random;
  #epoch: string | undefined;

  constructor(writers: PartitionWriters<EpochState, string, string>, random: Random) {
    this.#writers = writers;
    this.#random = random;
  }

  async read(): Promise<string> {
    const candidate = () => Buffer.from(this.#random.bytes(16)).toString('hex');
    this.#epoch ??= await this.#writers.submit('epoch', candidate());
    return this.#epoch;
  }
}
