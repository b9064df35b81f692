import type { ProcessDefinition } from '@microchat/local-cluster/topology';
import { type ClusterServer, startCluster } from '@microchat/tests-e2e/cluster-server';
import { byIndex, expectUnbrokenLog } from '@microchat/tests-e2e/log-checks';
import { testEngines } from '@microchat/tests-e2e/modes';
import { rest } from '@microchat/tests-e2e/rest';
import { connect, type WireSent } from '@microchat/tests-e2e/wire-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMetric } from './read-metric.ts';

const engines = testEngines();
const messageCount = 300;

/** WebSocket and REST each have a messaging of their own, and each of those a message store: everything is written twice over. */
const twoWays: readonly ProcessDefinition[] = [
  { name: 'store-1', target: ['message-store'], layer: 'storage' },
  { name: 'store-2', target: ['message-store'], layer: 'storage' },
  { name: 'stores', target: ['session-store', 'user-store', 'group-store'], layer: 'storage' },
  { name: 'messaging-1', target: ['messaging'], layer: 'logic', knows: ['store-1', 'stores'] },
  { name: 'messaging-2', target: ['messaging'], layer: 'logic', knows: ['store-2', 'stores'] },
  { name: 'logic', target: ['presence', 'sync', 'membership', 'delivery'], layer: 'logic' },
  { name: 'api', target: ['api'], layer: 'access', knows: ['messaging-1', 'logic', 'stores'] },
  {
    name: 'gateway',
    target: ['gateway-workers'],
    layer: 'access',
    workers: 1,
    knows: ['messaging-2', 'logic', 'stores'],
  },
];

describe.skipIf(engines === undefined)('two message stores that write one conversation at once', () => {
  if (engines === undefined) return;
  let server: ClusterServer;
  beforeAll(async () => {
    server = await startCluster({ engines, segmentEntriesMax: 100, topology: twoWays });
  }, 120_000);
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  it('number it densely, chain it unbroken, and know each other’s messages', async () => {
    const anna = await connect(server, 'anna');
    const bert = await connect(server, 'bert');
    const overRest = async (clientMessageId: string): Promise<WireSent> => {
      const content = { text: { body: clientMessageId } };
      for (;;) {
        const body = { to: { userId: 'bert' }, clientMessageId, content };
        const answer = await rest<WireSent>(server, 'POST', '/v1/messages', anna.token, body);
        if (answer.status === 200) return answer.body;
        if (answer.status < 500) throw new Error(JSON.stringify(answer));
      }
    };
    const overSocket = (clientMessageId: string) =>
      anna.client.send({ userId: 'bert' }, clientMessageId, clientMessageId);

    const ids = Array.from({ length: messageCount }, (_, at) => `message-${at}`);
    const inFlight = 20;
    const sent: WireSent[] = [];
    for (let from = 0; from < messageCount; from += inFlight) {
      const batch = ids.slice(from, from + inFlight);
      sent.push(...(await Promise.all(batch.map((id, at) => (at % 2 === 0 ? overRest(id) : overSocket(id))))));
    }
    expect(new Set(sent.map(({ index }) => index)).size).toBe(messageCount);
    expect(new Set(sent.map(({ previousMessageId }) => previousMessageId)).size).toBe(messageCount);

    const conversationId = sent[0]?.conversationId ?? '';
    const history = await bert.client.history(conversationId);
    expect(history).toHaveLength(messageCount);
    expectUnbrokenLog(history);
    // What one store has written is a duplicate for the other one.
    for (const at of [0, 1, messageCount - 1]) {
      const again = at % 2 === 0 ? await overSocket(`message-${at}`) : await overRest(`message-${at}`);
      expect(again).toEqual({ ...sent[at], duplicate: true });
    }
    await bert.client.until(
      () => byIndex(bert.client.messages, conversationId).length === messageCount,
      'everything is pushed',
    );
    const conflicts = await Promise.all(
      ['store-1', 'store-2'].map((name) =>
        readMetric(server.cluster.process(name), 'microchat_cassandra_calls_total', 'outcome="conflict"'),
      ),
    );
    console.log(`conflicts of the two stores over ${messageCount} messages: ${conflicts.join(' and ')}`);
    // Else the two have not met, and nothing was tested.
    expect(Math.max(...conflicts)).toBeGreaterThan(0);
    await Promise.all([anna.client.close(), bert.client.close()]);
  }, 120_000);
});
