import { migrateCassandra } from '@microchat/adapters-cassandra/migrate';
import { type OpenCassandra, openCassandra } from '@microchat/adapters-cassandra/open-cassandra';
import { dropKeyspace, testOptions } from '@microchat/adapters-cassandra/testing/cassandra-under-test';
import { CryptoRandom, SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { singleConversationId } from '@microchat/core/ids';
import { EventPublisher } from '@microchat/event-publisher/event-publisher';
import type { ModuleEnvironment } from '@microchat/host/module';
import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { messageStore } from '@microchat/message-store/contract';
import { messageStoreModule } from '@microchat/message-store/module';
import { encodeCanonicalContent } from '@microchat/protocol/content';
import { kvEngineLimits } from '@microchat/ports/kv-store';
import { LocalServices } from '@microchat/rpc/local-services';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { insisting } from './several-processes.ts';

describeWithEngine('cassandra', 'several message stores on Cassandra', (address) => {
  const options = testOptions(address);
  const time = { clock: new SystemClock(), timers: new SystemTimers(), random: new CryptoRandom() };
  const { eventLog } = new MemoryEngine();
  const running: (() => Promise<void>)[] = [];
  let cassandra: OpenCassandra;

  beforeAll(async () => {
    await migrateCassandra(options);
    cassandra = await openCassandra({ ...options, commitLimits: kvEngineLimits });
  });
  afterEach(async () => {
    for (const stop of running.splice(0)) await stop();
  });
  afterAll(async () => {
    await cassandra.close();
    await dropKeyspace(options);
  });

  async function start(name: string, nodeId?: number) {
    const publisher = new EventPublisher({ kv: cassandra.kv, eventLog, ...time });
    const environment: Partial<ModuleEnvironment> = {
      ...time,
      kv: publisher.kv,
      metrics: new Registry(),
      logger: silentLogger(),
      ownAddress: name,
    };
    const module = messageStoreModule(nodeId === undefined ? {} : { nodeId });
    const { handlers, stop } = await module.create(environment as ModuleEnvironment);
    running.push(async () => {
      await stop?.();
      await publisher.stop();
    });
    return new LocalServices(time).add(messageStore, handlers ?? {}).client(messageStore);
  }

  it('refuse a node id that another process has, and take it once that one has stopped', async () => {
    await start('10.0.0.1:7001', 7);
    await expect(start('10.0.0.2:7001', 7)).rejects.toThrow(/node id 7 .*10\.0\.0\.1:7001.*MICROCHAT_NODE_ID/);
    for (const stop of running.splice(0)) await stop();
    await start('10.0.0.2:7001', 7);
  });

  it('find node ids of their own and keep one conversation dense together', async () => {
    const stores = await Promise.all(['one', 'two', 'three'].map((name) => start(name)));
    const conversationId = singleConversationId('alice', 'bob');
    const append = (place: number) => {
      const content = encodeCanonicalContent({ text: { body: `${place}` } });
      const request = { conversationId, senderId: 'alice', clientMessageId: `m-${place}`, content, countable: true };
      return insisting(async () => stores[place % stores.length]?.append(request));
    };
    await Promise.all(Array.from({ length: 150 }, (_, place) => append(place)));
    const { entries = [] } = (await stores[0]?.readPage({ conversationId, limit: 200 })) ?? {};
    const oldestFirst = entries.toReversed();
    expect(oldestFirst.map(({ index }) => index)).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
    expect(oldestFirst.slice(1).map(({ previousMessageId }) => previousMessageId)).toEqual(
      oldestFirst.slice(0, -1).map(({ messageId }) => messageId),
    );
    // The node is in the lowest nine bits.
    expect(new Set(entries.map(({ messageId }) => BigInt(messageId) & 511n)).size).toBe(3);
  });
});
