import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byIndex, expectUnbrokenLog } from '../log-checks.ts';
import type { Mode } from '../modes.ts';
import { RestFollower } from '../rest-follower.ts';
import { tokenOf } from '../rest.ts';
import { connect } from '../wire-client.ts';

export function restart(mode: Mode): void {
  describe(`restart after a crash, ${mode.mode}`, () => {
    it('loses nothing that it has accepted, and goes on behind it', async () => {
      const crashed = await mode.start();
      const alice = await connect(crashed, 'alice');
      await connect(crashed, 'bob').then(({ client }) => client.close());
      const accepted = await Promise.all(
        Array.from({ length: 100 }, (_, at) => alice.client.send({ userId: 'bob' }, `c-${at}`, `message ${at}`)),
      );
      // At once: what was accepted last is hardly in the event log yet.
      await crashed.kill();

      const server = await mode.start({ dataDir: crashed.dataDir });
      const again = await connect(server, 'alice');
      const bob = await connect(server, 'bob');
      const conversationId = accepted[0]?.conversationId ?? '';
      const history = await again.client.history(conversationId);
      expectUnbrokenLog(history);
      expect(history.map(({ messageId }) => messageId)).toEqual(
        accepted.toSorted((a, b) => a.index - b.index).map(({ messageId }) => messageId),
      );
      expect(await again.client.send({ userId: 'bob' }, 'c-0', 'message 0')).toEqual({
        ...accepted[0],
        duplicate: true,
      });

      const next = await again.client.send({ userId: 'bob' }, 'next', 'next');
      expect(next).toMatchObject({ index: 101, previousMessageId: history.at(-1)?.messageId });
      await bob.client.until(
        () => byIndex(bob.client.messages, conversationId).at(-1)?.index === 101,
        'what comes after the crash is pushed',
      );
      await expect
        .poll(async () => (await bob.client.list())[0], { timeout: 30_000 })
        .toMatchObject({ conversationId, head: { index: 101 }, unread: 101 });
      await Promise.all([again.client.close(), bob.client.close()]);
      expect(await server.stop()).toBe(0);
      rmSync(crashed.dataDir, { recursive: true, force: true });
    }, 120_000);

    it('loses nothing for a client that only polls', async () => {
      const crashed = await mode.start();
      const alice = await connect(crashed, 'alice');
      const bob = new RestFollower(crashed, await tokenOf(crashed, 'bob'));
      const first = await alice.client.send({ userId: 'bob' }, 'c-0', 'before the crash');
      const { conversationId } = first;
      const following = bob.followUntil(() => bob.lastIndex(conversationId) === 2);
      await expect.poll(() => bob.lastIndex(conversationId), { timeout: 20_000 }).toBe(1);
      await crashed.kill();

      const { dataDir, apiPort, gatewayPort } = crashed;
      const server = await mode.start({ dataDir, apiPort, gatewayPort });
      const again = await connect(server, 'alice');
      const second = await again.client.send({ userId: 'bob' }, 'c-1', 'after the crash');
      await following;
      expect(bob.messages(conversationId).map(({ messageId }) => messageId)).toEqual([
        first.messageId,
        second.messageId,
      ]);
      await again.client.close();
      expect(await server.stop()).toBe(0);
      rmSync(dataDir, { recursive: true, force: true });
    }, 120_000);
  });
}
