import { MemoryStore } from '@microchat/client/data/memory-store';
import type { ClientStore, StoreBatch, StoredState } from '@microchat/client/data/store';
import type { Message } from '@microchat/client/protocol/frames';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';

const writeMsMax = 5;

/** The disk of a device: it survives the app, and takes a moment for each write. */
export class DeviceDisk {
  readonly content = new MemoryStore();
  readonly #random: SeededRandom;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** The store as one life of the app uses it. A write that was under way when the app dies is not there. */
  openFor(life: Life): ClientStore {
    const later = <Result>(work: () => Promise<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        life.after(this.#random.next() * writeMsMax, () => void work().then(resolve, reject));
      });
    return {
      load: (): Promise<StoredState> => later(() => this.content.load()),
      save: (batch: StoreBatch): Promise<void> => later(() => this.content.save(batch)),
      readMessages: (conversationId, from, to, limit): Promise<readonly Message[]> =>
        this.content.readMessages(conversationId, from, to, limit),
    };
  }
}
