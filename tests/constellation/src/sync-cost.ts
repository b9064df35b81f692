import { singleConversationId } from '@microchat/core/ids';
import { encodeServerFrame } from '@microchat/protocol/frames';
import { ReadCount, type Reads } from '@microchat/testkit/read-count';
import { Constellation } from './constellation.ts';
import { admit } from './people.ts';

/** Calls under way at the same time while a list is built. */
const buildingMax = 200;

/** What one hello reads of the store and brings over the wire. */
export interface HelloCost {
  readonly conversations: number;
  readonly hasMore: boolean;
  readonly lists: Reads;
  readonly heads: Reads;
  readonly jsonBytes: number;
  readonly protoBytes: number;
}

/** Alice, whose list is long, and the services that keep it, with every read of the store counted. */
export class LongList {
  readonly all: Constellation;
  readonly #reads: ReadCount;

  private constructor(all: Constellation, reads: ReadCount) {
    this.all = all;
    this.#reads = reads;
  }

  static async begin(): Promise<LongList> {
    const reads = new ReadCount();
    const all = await Constellation.start({ wrapKv: (kv) => reads.wrap(kv) });
    await admit(all, 'alice');
    return new LongList(all, reads);
  }

  /** The head of her chat with `peer-<peer>` is now at this index. */
  recordHead(peer: number, index: number): Promise<unknown> {
    const peerId = `peer-${peer}`;
    return this.all.sessionStore.recordHead({
      userId: 'alice',
      conversationId: singleConversationId('alice', peerId),
      peerId,
      head: head(index),
      ownIndex: 0,
      ownCount: 0,
    });
  }

  /** The cursor of a device that has seen everything. */
  async seenAll(): Promise<string> {
    let page = await this.all.sync.getChanges({ userId: 'alice', cursor: '', limit: 500 });
    while (page.hasMore) page = await this.all.sync.getChanges({ userId: 'alice', cursor: page.cursor, limit: 500 });
    return page.cursor;
  }

  async hello(cursor: string): Promise<HelloCost> {
    this.#reads.reset();
    const { changes } = await this.all.sync.connect({ userId: 'alice', deviceId: 'phone', cursor });
    if (changes === null) throw new Error('a hello is answered with changes');
    const frame = { id: 1, welcome: { userId: 'alice', connectionId: 'c', ticket: '', heartbeatMs: 25_000, changes } };
    return {
      conversations: changes.conversations.length,
      hasMore: changes.hasMore,
      lists: this.#reads.of('lists'),
      heads: this.#reads.of('group_heads'),
      jsonBytes: Buffer.byteLength(encodeServerFrame('json', frame)),
      protoBytes: encodeServerFrame('proto', frame).length,
    };
  }
}

/** A device comes back to a list of so many single chats, of which some have changed. */
export async function longListCost(conversations: number, changed: number): Promise<HelloCost> {
  const list = await LongList.begin();
  try {
    await eachOf(conversations, (peer) => list.recordHead(peer, 1));
    const cursor = await list.seenAll();
    const stride = Math.floor(conversations / changed);
    await eachOf(changed, (at) => list.recordHead(at * stride, 2));
    return await list.hello(cursor);
  } finally {
    await list.all.stop();
  }
}

/** Calls for 0 to count - 1, many at the same time. */
export async function eachOf(count: number, call: (at: number) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < count; start += buildingMax) {
    const numbers = Array.from({ length: Math.min(buildingMax, count - start) }, (_, at) => start + at);
    await Promise.all(numbers.map(call));
  }
}

function head(index: number) {
  return {
    index,
    messageId: String(index * 1_000),
    previousMessageId: String((index - 1) * 1_000),
    count: index,
    membershipVersion: 0,
  };
}
