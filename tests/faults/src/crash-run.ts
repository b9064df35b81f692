import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { tokenOf } from '@microchat/tests-e2e/rest';
import { type RunningServer, startServer } from '@microchat/tests-e2e/server';
import { connect, createGroup } from '@microchat/tests-e2e/wire-client';
import { pollUntil } from './poll-until.ts';
import { type Acked, type Outgoing, SteadySender } from './steady-sender.ts';
import { verifyConversation } from './verify-log.ts';

const senderCount = 8;
const messagesPerSender = 150;
const kills = 3;
const targetId = 'target';
/** Delivery continues after the last restart; its lists must agree with the log within this time. */
const convergenceMsMax = 20_000;

export interface CrashReport {
  readonly seed: number;
  readonly acked: number;
  readonly stored: number;
  readonly reconnects: number;
  readonly killedAtAcked: readonly number[];
  readonly durationMs: number;
}

/**
 * Eight senders write to one user and to one group while the server is killed (SIGKILL) three times, each time after a
 * random number of acknowledged messages. Then everything that was acknowledged is looked for from outside.
 * @throws Error the first thing that does not hold.
 */
export async function runCrash(seed: number, workers: number): Promise<CrashReport> {
  const startedAt = performance.now();
  const random = new SeededRandom(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'microchat-crash-'));
  let server = await startServer({ workers, dataDir, segmentEntriesMax: 40 });
  const { apiPort, gatewayPort } = server;
  try {
    await tokenOf(server, targetId);
    const senderIds = Array.from({ length: senderCount }, (_, at) => `sender-${at}`);
    const tokens = await Promise.all(senderIds.map((userId) => tokenOf(server, userId)));
    const group = await createGroup(server, tokens[0] ?? '', 'crash', [...senderIds.slice(1), targetId]);
    const senders = tokens.map((token, at) => new SteadySender(server, token, `device-${at}`));
    const ackedCount = () => senders.reduce((sum, sender) => sum + sender.acked.length, 0);
    const finished = Promise.all(senders.map((sender, at) => sender.sendAll(messagesOf(at, group.groupId))));

    const killedAtAcked: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const total = senderCount * messagesPerSender;
      const from = Math.max(ackedCount(), (total * kill) / kills);
      const killAt = from + random.next() * (total / kills - 100);
      await Promise.race([pollUntil(() => ackedCount() >= killAt, 'progress', convergenceMsMax), finished]);
      killedAtAcked.push(ackedCount());
      await server.kill();
      server = await startServer({ workers, dataDir, apiPort, gatewayPort, segmentEntriesMax: 40 });
    }
    await finished;
    const acked = senders.flatMap((sender) => sender.acked);
    const stored = await verifyAll(server, group, acked);
    return {
      seed,
      acked: acked.length,
      stored,
      reconnects: senders.reduce((sum, sender) => sum + sender.reconnects, 0),
      killedAtAcked,
      durationMs: Math.round(performance.now() - startedAt),
    };
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${server.output()}`, {
      cause: error,
    });
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function messagesOf(sender: number, groupId: string): Outgoing[] {
  return Array.from({ length: messagesPerSender }, (_, at) => ({
    to: at % 3 === 2 ? { groupId } : { userId: targetId },
    clientMessageId: `message-${sender}-${at}`,
    body: `message ${at} of sender ${sender}`,
  }));
}

/** A new device of the target finds every conversation whole, and its list in agreement with the logs. */
async function verifyAll(
  server: RunningServer,
  group: { readonly groupId: string; readonly conversationId: string },
  acked: readonly Acked[],
): Promise<number> {
  const { client } = await connect(server, targetId, { deviceId: 'new-device' });
  const conversations = Map.groupBy(acked, ({ sent }) => sent.conversationId);
  let stored = 0;
  for (const [conversationId, messages] of conversations) {
    const verdict = await verifyConversation(client, conversationId, messages);
    stored += verdict.stored;
    const unread = (await client.history(conversationId)).filter(({ content }) => content.text !== undefined).length;
    await pollUntil(
      async () => {
        const entry = (await client.list()).find((listed) => listed.conversationId === conversationId);
        return entry?.head.index === verdict.stored && entry.unread === unread;
      },
      `list of ${conversationId} agrees with its log (${verdict.stored} entries, ${unread} unread)`,
      convergenceMsMax,
    );
  }
  if (!conversations.has(group.conversationId)) throw new Error('nothing was sent to the group');
  await client.close();
  return stored;
}
