import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mode } from '../modes.ts';
import { type RunningServer, startServer } from '../server.ts';
import { connect } from '../wire-client.ts';

export function readPositions(mode: Mode): void {
  describe(`read positions and unread, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await startServer(mode);
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    it('roam over devices, reach the peer and never go back', async () => {
      const alice = await connect(server, 'alice');
      const bobPhone = await connect(server, 'bob', { deviceId: 'phone' });
      const bobLaptop = await connect(server, 'bob', { deviceId: 'laptop' });
      let conversationId = '';
      for (let at = 1; at <= 5; at += 1) {
        ({ conversationId } = await alice.client.send({ userId: 'bob' }, `c-${at}`, `message ${at}`));
      }
      const listOf = async (client: typeof alice.client) =>
        (await client.list()).find((entry) => entry.conversationId === conversationId);
      await expect.poll(() => listOf(bobLaptop.client)).toMatchObject({ head: { index: 5 }, unread: 5, readIndex: 0 });
      expect(await listOf(alice.client)).toMatchObject({ unread: 0, peerReadIndex: 0 });

      expect(await bobPhone.client.read(conversationId, 3)).toMatchObject({ conversationId, readIndex: 3, unread: 2 });
      const receipt = { conversationId, userId: 'bob', readIndex: 3 };
      await alice.client.until(() => alice.client.receipts.length === 1, 'the receipt reaches the peer');
      expect(alice.client.receipts).toEqual([receipt]);
      await bobLaptop.client.until(
        () => bobLaptop.client.listed.some((entry) => entry.readIndex === 3),
        'the position reaches the other device',
      );
      expect(bobLaptop.client.receipts).toEqual([receipt]);
      expect(bobLaptop.client.listed.at(-1)).toMatchObject({ conversationId, readIndex: 3, unread: 2 });

      // A slower device reports an older position.
      expect(await bobLaptop.client.read(conversationId, 1)).toMatchObject({ readIndex: 3, unread: 2 });
      // A position beyond the head is clamped to it.
      expect(await bobPhone.client.read(conversationId, 4_000_000_000)).toMatchObject({ readIndex: 5, unread: 0 });
      await expect.poll(() => listOf(alice.client)).toMatchObject({ peerReadIndex: 5 });
      expect(await listOf(bobLaptop.client)).toMatchObject({ readIndex: 5, unread: 0 });

      const offline = await connect(server, 'alice', { deviceId: 'was-offline' });
      expect(offline.welcome.changes.conversations).toMatchObject([{ conversationId, peerReadIndex: 5, unread: 0 }]);
      await Promise.all([alice, bobPhone, bobLaptop, offline].map(({ client }) => client.close()));
    });

    it('never count own messages, on any device', async () => {
      const carol = await connect(server, 'carol');
      const dave = await connect(server, 'dave');
      const { conversationId } = await carol.client.send({ userId: 'dave' }, 'c-1', 'one');
      await carol.client.send({ userId: 'dave' }, 'c-2', 'two');
      await dave.client.send({ userId: 'carol' }, 'd-1', 'an answer has read what is above it');
      await carol.client.send({ userId: 'dave' }, 'c-3', 'three');
      const unreadOf = async (client: typeof carol.client) =>
        (await client.list()).find((entry) => entry.conversationId === conversationId && entry.head.index === 4)
          ?.unread;
      await expect.poll(() => unreadOf(dave.client)).toBe(1);
      await expect.poll(() => unreadOf(carol.client)).toBe(0);
      // Sending is not reading: no receipt was sent for it.
      expect([...carol.client.receipts, ...dave.client.receipts]).toEqual([]);
      await Promise.all([carol.client.close(), dave.client.close()]);
    });
  });
}
