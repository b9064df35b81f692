import { singleConversationId } from '@microchat/core/ids';
import { ReadCount, type Reads } from '@microchat/testkit/read-count';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';
import { SharedStore } from './shared-store.ts';

const segmentEntriesMax = 100;
const segments = 5;

export interface PageCost {
  /** The newest page of a conversation that is in use. */
  readonly hot: Reads;
  /** A page from a closed segment, the first thing that new processes are asked. */
  readonly cold: Reads;
  /** For people: reads of the cold page by table. */
  readonly coldTables: string;
}

/** What a page of history of so many messages reads of the store. */
export async function pageCost(limit: number): Promise<PageCost> {
  const store = new SharedStore('with-commit');
  const conversationId = singleConversationId('alice', 'bob');
  const first = await Constellation.start({ store, segmentEntriesMax });
  await admit(first, 'alice', 'bob');
  for (let message = 0; message < segmentEntriesMax * segments; message += 1) {
    await send(first, 'alice', { userId: 'bob' }, `m-${message}`);
  }
  await first.stop();

  const reads = new ReadCount();
  const second = await Constellation.start({ store, segmentEntriesMax, wrapKv: (kv) => reads.wrap(kv) });
  const pull = async (beforeIndex: number) => {
    reads.reset();
    const page = await second.sync.pull({
      userId: 'alice',
      pull: { conversationId, afterIndex: 0, beforeIndex, limit },
    });
    if (page.entries.length !== limit) throw new Error('a page is not full');
    return { sum: reads.sum(), tables: reads.toString() };
  };
  try {
    const cold = await pull(segmentEntriesMax * 2);
    await pull(0);
    const hot = await pull(0);
    return { hot: hot.sum, cold: cold.sum, coldTables: cold.tables };
  } finally {
    await second.stop();
    await store.close();
  }
}
