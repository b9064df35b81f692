import type { KvStore } from '@microchat/ports/kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ListReader } from './list-reader.ts';
import { recordHead } from './testing/requests.ts';
import { type SessionStoreInstance, startSessionStore } from './testing/session-store-instance.ts';

const peers = Array.from({ length: 12 }, (_, at) => `peer-${at}`);

/** A client that keeps what it was sent, and the cursor of its last complete sync. */
class ListClient {
  readonly heads = new Map<string, number>();
  #cursor = 0;

  /** Whether the list stood still meanwhile. */
  async sync(reader: ListReader, limit: number): Promise<boolean> {
    let top: number | undefined;
    let stoodStill = true;
    for (let below = 0; ; ) {
      const page = await reader.readChanges('alice', this.#cursor, below, limit);
      top ??= page.listVersion;
      stoodStill &&= !page.hasMoved && page.listVersion === top;
      const versions = page.entries.map(({ changeVersion }) => changeVersion);
      expect(versions).toEqual(versions.filter((at) => at > this.#cursor && (below === 0 || at < below)));
      expect(versions).toEqual(versions.toSorted((left, right) => right - left));
      for (const { peerId, head } of page.entries) {
        this.heads.set(peerId, Math.max(this.heads.get(peerId) ?? 0, head?.index ?? 0));
      }
      const lowest = page.entries.at(-1);
      if (!page.hasMore) break;
      if (lowest === undefined) throw new Error('a page with more behind it has entries');
      below = lowest.changeVersion;
    }
    this.#cursor = top;
    return stoodStill;
  }
}

/** Moves some conversations before each call of the store, so that every gap between two calls is hit. */
function busyStore(kv: KvStore, between: () => Promise<void>): KvStore {
  return {
    read: async (key, columns) => {
      await between();
      return kv.read(key, columns);
    },
    scan: async (key, range) => {
      await between();
      return kv.scan(key, range);
    },
    multiRead: (requests) => kv.multiRead(requests),
    commit: (commit) => kv.commit(commit),
    merge: (writes) => kv.merge(writes),
  };
}

async function grow(store: SessionStoreInstance, truth: Map<string, number>, peer: string): Promise<void> {
  const index = (truth.get(peer) ?? 0) + 1;
  truth.set(peer, index);
  await store.client.recordHead(recordHead('alice', peer, index));
}

describe('ListReader.readChanges', () => {
  test('a client that pages while the list changes misses nothing, and all is told unless the list is said to have moved', async () => {
    const seen = { stoodStill: 0, moved: 0 };
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 5 }), async (seed, limit) => {
        const random = new SeededRandom(seed);
        const engine = new MemoryEngine();
        const store = await startSessionStore(engine.kv);
        const truth = new Map<string, number>();
        for (const peer of peers) await grow(store, truth, peer);

        let busy = 60;
        const between = async () => {
          for (; busy > 0 && random.chance(0.5); busy -= 1) await grow(store, truth, random.pick(peers));
        };
        const reader = new ListReader(busyStore(engine.kv, between));
        const client = new ListClient();
        for (let round = 0; round < 3; round += 1) {
          const stoodStill = await client.sync(reader, limit);
          seen[stoodStill ? 'stoodStill' : 'moved'] += 1;
          if (stoodStill) expect(client.heads).toEqual(truth);
        }
        busy = 0;
        await client.sync(reader, limit);
        expect(client.heads).toEqual(truth);
        await store.stop();
      }),
      { numRuns: 40 },
    );
    expect(Math.min(seen.stoodStill, seen.moved)).toBeGreaterThan(0);
  });
});
