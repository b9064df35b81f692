import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnbrokenLog } from '../log-checks.ts';
import type { Mode } from '../modes.ts';
import { rest } from '../rest.ts';
import type { RunningServer } from '../server.ts';
import { connect, type WireClient } from '../wire-client.ts';

const heartbeatMs = 10_000;
const segmentEntriesMax = 60;
/** What this suite wants of its server. */
export const synchronisationOptions = { heartbeatMs, segmentEntriesMax };

/** Sends `count` messages, `inFlight` at a time. */
async function sendMany(client: WireClient, to: Record<string, string>, count: number, inFlight = 200): Promise<void> {
  for (let start = 0; start < count; start += inFlight) {
    const batch = Array.from({ length: Math.min(inFlight, count - start) }, (_, at) =>
      client.send(to, `m-${start + at}`, `message ${start + at}`),
    );
    await Promise.all(batch);
  }
}

export function synchronisation(mode: Mode): void {
  describe(`synchronisation, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await mode.start(synchronisationOptions);
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    it('answers a retry whose original lies in a closed segment', async () => {
      const tara = await connect(server, 'tara');
      await connect(server, 'toby').then(({ client }) => client.close());
      const original = await tara.client.send({ userId: 'toby' }, 'first', 'the first');
      await sendMany(tara.client, { userId: 'toby' }, segmentEntriesMax * 3);
      expect(await tara.client.send({ userId: 'toby' }, 'first', 'the first')).toEqual({
        ...original,
        duplicate: true,
      });
      await expect(tara.client.send({ userId: 'toby' }, 'first', 'another')).rejects.toMatchObject({
        wire: { code: 'ALREADY_EXISTS' },
      });
      expectUnbrokenLog(await tara.client.history(original.conversationId));
      await tara.client.close();
    });

    it('brings a device that was offline for 10 000 messages up to date with one hello and one pull per page', async () => {
      const tess = await connect(server, 'tess');
      const todd = await connect(server, 'todd');
      const before = todd.welcome.changes.cursor;
      await todd.client.close();
      await sendMany(tess.client, { userId: 'todd' }, 10_000);
      const conversationId = 's~tess~todd';
      await expect.poll(async () => (await tess.client.list())[0]?.head.index, { timeout: 20_000 }).toBe(10_000);

      const back = await connect(server, 'todd', { cursor: before });
      expect(back.welcome.changes).toMatchObject({ hasMore: false, reset: false });
      expect(back.welcome.changes.conversations).toMatchObject([
        { conversationId, head: { index: 10_000 }, unread: 10_000 },
      ]);
      let pulls = 0;
      let beforeIndex = 0;
      const messages = [];
      for (let hasMore = true; hasMore; ) {
        const page = await back.client.pull(conversationId, { beforeIndex, limit: 200 });
        pulls += 1;
        messages.push(...page.messages);
        ({ hasMore } = page);
        beforeIndex = page.covers.fromIndex;
      }
      expect(pulls).toBe(50);
      expectUnbrokenLog(messages.toReversed());
      expect(messages).toHaveLength(10_000);
      await Promise.all([tess.client.close(), back.client.close()]);
    }, 180_000);

    it('lets a client that never saw the last push find it by its next heartbeat', async () => {
      const tina = await connect(server, 'tina');
      const theo = await connect(server, 'theo');
      expect(theo.welcome.heartbeatMs).toBe(heartbeatMs);
      await tina.client.send({ userId: 'theo' }, 'c-1', 'before the tail');
      await theo.client.until(() => theo.client.messages.length === 1, 'pushed, so delivery has stored the head');
      const { cursor } = await theo.client.sync(theo.welcome.changes.cursor);
      const { conversationId } = await tina.client.send({ userId: 'theo' }, 'c-2', 'the tail');
      await theo.client.until(() => theo.client.messages.length === 2, 'pushed, so delivery has stored the head');
      // Theo behaves as if this push had been lost: all it has is the cursor from before.
      const pong = await theo.client.ping(cursor);
      expect(pong).toMatchObject({ heads: [{ conversationId, index: 2 }], hasMore: false });
      expect(await theo.client.ping(pong.cursor)).toMatchObject({ heads: [], hasMore: false });
      await Promise.all([tina.client.close(), theo.client.close()]);
    });

    it('answers only what changed since a cursor, page by page, newest first', async () => {
      const hub = await connect(server, 'hub');
      for (let at = 0; at < 25; at += 1) {
        await connect(server, `spoke-${at}`).then(({ client }) => client.close());
        await hub.client.send({ userId: `spoke-${at}` }, 'c-1', 'hi');
      }
      await expect.poll(async () => (await hub.client.list()).length).toBe(25);

      const pages = [];
      let cursor = '';
      for (let hasMore = true; hasMore; ) {
        const changes = await hub.client.sync(cursor, 10);
        pages.push(changes.conversations.map(({ peerId }) => peerId));
        ({ cursor, hasMore } = changes);
      }
      expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
      expect(pages[0]?.[0]).toBe('spoke-24');
      expect(new Set(pages.flat()).size).toBe(25);

      expect((await hub.client.sync(cursor)).conversations).toEqual([]);
      await hub.client.send({ userId: 'spoke-7' }, 'c-2', 'again');
      await expect
        .poll(async () => (await hub.client.sync(cursor)).conversations.map(({ peerId }) => peerId))
        .toEqual(['spoke-7']);
      await hub.client.close();
    });

    it('tells a client with a foreign cursor to keep its store and compare', async () => {
      const { client } = await connect(server, 'ivan', { cursor: 'bm90IG91cnM' });
      const changes = await client.sync('bm90IG91cnM');
      expect(changes).toMatchObject({ reset: true, hasMore: false });
      expect(await client.sync(changes.cursor)).toMatchObject({ reset: false });
      await client.close();
    });

    it('serves the list and history over REST with the same names', async () => {
      const judy = await connect(server, 'judy');
      await connect(server, 'karl').then(({ client }) => client.close());
      const sent = await rest(server, 'POST', '/v1/messages', judy.token, {
        to: { userId: 'karl' },
        clientMessageId: 'r-1',
        content: { text: { body: 'over REST' } },
      });
      expect(sent).toMatchObject({ status: 200, body: { index: 1, duplicate: false } });
      const path = encodeURIComponent(String(sent.body['conversationId']));
      const page = await rest(server, 'GET', `/v1/conversations/${path}/messages?limit=10`, judy.token);
      expect(page.body).toMatchObject({
        messages: [{ index: 1, content: { text: { body: 'over REST' } } }],
        covers: { fromIndex: 1, toIndex: 1 },
        hasMore: false,
      });
      await expect
        .poll(async () => (await rest(server, 'GET', '/v1/conversations', judy.token)).body)
        .toMatchObject({ conversations: [{ peerId: 'karl', head: { index: 1 } }], hasMore: false });
      await judy.client.close();
    });
  });
}
