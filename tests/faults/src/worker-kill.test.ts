import { tokenOf } from '@microchat/tests-e2e/rest';
import { startServer } from '@microchat/tests-e2e/server';
import { connect } from '@microchat/tests-e2e/wire-client';
import { describe, expect, it } from 'vitest';
import { SteadySender } from './steady-sender.ts';
import { verifyConversation } from './verify-log.ts';
import { workerPids } from './worker-pids.ts';

describe.runIf(process.platform === 'linux')('a gateway worker killed under load', () => {
  it('is restarted, its clients come back and nothing is lost', async () => {
    const server = await startServer({ workers: 2 });
    try {
      await tokenOf(server, 'target');
      const senderIds = Array.from({ length: 6 }, (_, at) => `sender-${at}`);
      const senders = await Promise.all(
        senderIds.map(async (userId) => new SteadySender(server, await tokenOf(server, userId), 'd')),
      );
      const ackedCount = () => senders.reduce((sum, sender) => sum + sender.acked.length, 0);
      const finished = Promise.all(
        senders.map((sender, number) =>
          sender.sendAll(
            Array.from({ length: 400 }, (_, at) => ({
              to: { userId: 'target' },
              clientMessageId: `message-${at}`,
              body: `message ${at} of ${number}`,
            })),
          ),
        ),
      );
      const before = workerPids(server.pid);
      expect(before).toHaveLength(2);
      for (const [at, pid] of before.entries()) {
        await expect.poll(ackedCount, { timeout: 20_000, interval: 5 }).toBeGreaterThan(400 * (at + 1));
        process.kill(pid, 'SIGKILL');
        await expect
          .poll(
            () => workerPids(server.pid).filter((candidate) => !before.slice(0, at + 1).includes(candidate)).length,
            {
              timeout: 20_000,
            },
          )
          .toBe(2);
      }
      await finished;
      expect(ackedCount()).toBe(6 * 400);
      expect(senders.some((sender) => sender.reconnects > 1)).toBe(true);

      const { client } = await connect(server, 'target');
      const acked = Map.groupBy(
        senders.flatMap((sender) => sender.acked),
        ({ sent }) => sent.conversationId,
      );
      for (const [conversationId, messages] of acked) {
        expect(await verifyConversation(client, conversationId, messages)).toEqual({ acked: 400, stored: 400 });
      }
      await client.close();
    } finally {
      await server.stop();
    }
  }, 120_000);
});
