import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mode } from '../modes.ts';
import { rest, tokenOf } from '../rest.ts';
import type { RunningServer } from '../server.ts';
import { connect } from '../wire-client.ts';

export function readPositions(mode: Mode): void {
  describe(`read positions and unread, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await mode.start();
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    it('roam over devices, reach the peer and never go back', async () => {
      const rita = await connect(server, 'rita');
      const rolfPhone = await connect(server, 'rolf', { deviceId: 'phone' });
      const rolfLaptop = await connect(server, 'rolf', { deviceId: 'laptop' });
      let conversationId = '';
      for (let at = 1; at <= 5; at += 1) {
        ({ conversationId } = await rita.client.send({ userId: 'rolf' }, `c-${at}`, `message ${at}`));
      }
      const listOf = async (client: typeof rita.client) =>
        (await client.list()).find((entry) => entry.conversationId === conversationId);
      await expect.poll(() => listOf(rolfLaptop.client)).toMatchObject({ head: { index: 5 }, unread: 5, readIndex: 0 });
      expect(await listOf(rita.client)).toMatchObject({ unread: 0, peerReadIndex: 0 });

      expect(await rolfPhone.client.read(conversationId, 3)).toMatchObject({ conversationId, readIndex: 3, unread: 2 });
      const receipt = { conversationId, userId: 'rolf', readIndex: 3 };
      await rita.client.until(() => rita.client.receipts.length === 1, 'the receipt reaches the peer');
      expect(rita.client.receipts).toEqual([receipt]);
      await rolfLaptop.client.until(
        () => rolfLaptop.client.listed.some((entry) => entry.readIndex === 3),
        'the position reaches the other device',
      );
      expect(rolfLaptop.client.receipts).toEqual([receipt]);
      expect(rolfLaptop.client.listed.at(-1)).toMatchObject({ conversationId, readIndex: 3, unread: 2 });

      // A slower device reports an older position.
      expect(await rolfLaptop.client.read(conversationId, 1)).toMatchObject({ readIndex: 3, unread: 2 });
      // A position beyond the head is clamped to it.
      expect(await rolfPhone.client.read(conversationId, 4_000_000_000)).toMatchObject({ readIndex: 5, unread: 0 });
      await expect.poll(() => listOf(rita.client)).toMatchObject({ peerReadIndex: 5 });
      expect(await listOf(rolfLaptop.client)).toMatchObject({ readIndex: 5, unread: 0 });

      const offline = await connect(server, 'rita', { deviceId: 'was-offline' });
      expect(offline.welcome.changes.conversations).toMatchObject([{ conversationId, peerReadIndex: 5, unread: 0 }]);
      await Promise.all([rita, rolfPhone, rolfLaptop, offline].map(({ client }) => client.close()));
    });

    it('muting and pinning reach the other devices, stay, and are nobody else’s', async () => {
      const nora = await connect(server, 'nora', { deviceId: 'phone' });
      const laptop = await connect(server, 'nora', { deviceId: 'laptop' });
      const nils = await connect(server, 'nils');
      const { conversationId } = await nils.client.send({ userId: 'nora' }, 'c-1', 'hi');
      await nora.client.until(() => nora.client.messages.length === 1, 'the message is there');
      const token = await tokenOf(server, 'nora');
      const path = `/v1/conversations/${conversationId}`;
      const update = (body: object) => rest(server, 'PATCH', path, token, body);

      expect((await update({ muted: true })).body).toMatchObject({
        conversationId,
        muted: true,
        pinned: false,
        unread: 1,
      });
      expect((await update({ pinned: true })).body).toMatchObject({ muted: true, pinned: true });
      await laptop.client.until(
        () => laptop.client.listed.some((entry) => entry.muted && entry.pinned),
        'both reach the other device',
      );
      expect((await update({ muted: false })).body).toMatchObject({ muted: false, pinned: true });
      const tablet = await connect(server, 'nora', { deviceId: 'tablet' });
      expect(tablet.welcome.changes.conversations).toMatchObject([{ conversationId, muted: false, pinned: true }]);
      expect(await nils.client.list()).toMatchObject([{ conversationId, muted: false, pinned: false }]);

      expect(await update({})).toMatchObject({ status: 400, body: { reason: 'REQUIRED' } });
      expect(await update({ muted: 'yes' })).toMatchObject({
        status: 400,
        body: { reason: 'WRONG_TYPE', field: 'muted' },
      });
      const stranger = await tokenOf(server, 'stranger-to-them');
      expect(await rest(server, 'PATCH', path, stranger, { muted: true })).toMatchObject({
        status: 404,
        body: { reason: 'CONVERSATION_NOT_FOUND' },
      });
      await Promise.all([nora, laptop, nils, tablet].map(({ client }) => client.close()));
    });

    it('never count own messages, on any device', async () => {
      const ruth = await connect(server, 'ruth');
      const ross = await connect(server, 'ross');
      const { conversationId } = await ruth.client.send({ userId: 'ross' }, 'c-1', 'one');
      await ruth.client.send({ userId: 'ross' }, 'c-2', 'two');
      await ross.client.send({ userId: 'ruth' }, 'd-1', 'an answer has read what is above it');
      await ruth.client.send({ userId: 'ross' }, 'c-3', 'three');
      const unreadOf = async (client: typeof ruth.client) =>
        (await client.list()).find((entry) => entry.conversationId === conversationId && entry.head.index === 4)
          ?.unread;
      await expect.poll(() => unreadOf(ross.client)).toBe(1);
      await expect.poll(() => unreadOf(ruth.client)).toBe(0);
      // Sending is not reading: no receipt was sent for it.
      expect([...ruth.client.receipts, ...ross.client.receipts]).toEqual([]);
      await Promise.all([ruth.client.close(), ross.client.close()]);
    });
  });
}
