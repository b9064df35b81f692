import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BusinessClient } from '@microchat/business-client-example/business-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { embeddedModes } from './modes.ts';
import { rest } from './rest.ts';
import type { RunningServer } from './server.ts';
import { WireClient } from './wire-client.ts';

/** Canonical codes, as gRPC numbers them. */
const codes = { INVALID_ARGUMENT: 3, NOT_FOUND: 5, ALREADY_EXISTS: 6, UNAUTHENTICATED: 16 };

describe.each(embeddedModes)('business servers, $mode', (mode) => {
  let server: RunningServer;
  let business: BusinessClient;
  const clients: BusinessClient[] = [];

  function clientWith(key: string): BusinessClient {
    const client = new BusinessClient(`127.0.0.1:${server.businessPort}`, key);
    clients.push(client);
    return client;
  }

  async function device(userId: string): Promise<WireClient> {
    const { token } = await business.issueToken(userId);
    return (await connectWith(token, userId)).client;
  }

  async function connectWith(token: string, userId: string) {
    const client = new WireClient(server.gatewayUrl);
    await once(client.socket, 'open');
    return { client, welcome: await client.hello(token, `${userId}-1`) };
  }

  beforeAll(async () => {
    server = await mode.start();
    business = clientWith(readFileSync(join(server.dataDir, 'business.key'), 'utf8').trim());
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    expect(await server.stop()).toBe(0);
  });

  it('issues a token that a device connects with, for as long as it was asked', async () => {
    const { token, expiresAtMs } = await business.issueToken('ann', 60_000);
    const leftMs = Number(expiresAtMs) - Date.now();
    expect(leftMs).toBeGreaterThan(50_000);
    expect(leftMs).toBeLessThanOrEqual(60_000);
    const { client, welcome } = await connectWith(token, 'ann');
    expect(welcome.userId).toBe('ann');
    await client.close();
  });

  it('revokes tokens: live connections are closed, tokens and tickets refused, and a new token is good', async () => {
    const { token } = await business.issueToken('rita');
    const devices = [];
    for (const deviceId of ['rita-1', 'rita-2', 'rita-3']) {
      const client = new WireClient(server.gatewayUrl);
      await once(client.socket, 'open');
      const { ticket } = await client.hello(token, deviceId);
      devices.push({ client, deviceId, ticket, closed: once(client.socket, 'close') as Promise<[number, Buffer]> });
    }
    const other = await device('sam');
    await business.revokeTokens('rita');
    for (const { closed } of devices) {
      const [code, reason] = await closed;
      expect([code, String(reason)]).toEqual([4001, 'TOKEN_REVOKED']);
    }
    for (const { deviceId, ticket } of devices.slice(0, 1)) {
      for (const used of [token, ticket]) {
        const client = new WireClient(server.gatewayUrl);
        await once(client.socket, 'open');
        await expect(client.hello(used, deviceId)).rejects.toMatchObject({ wire: { reason: 'TOKEN_REVOKED' } });
      }
    }
    expect((await connectWith((await business.issueToken('rita')).token, 'rita')).welcome.userId).toBe('rita');
    expect(other.socket.readyState).toBe(other.socket.OPEN);
    await expect(business.revokeTokens('nobody')).rejects.toMatchObject({ code: codes.NOT_FOUND });
  });

  it('kicks one device: its connection is closed, the others stay, and it may log in again', async () => {
    const { token } = await business.issueToken('kim');
    const connectAs = async (deviceId: string) => {
      const client = new WireClient(server.gatewayUrl);
      await once(client.socket, 'open');
      await client.hello(token, deviceId);
      return { client, closed: once(client.socket, 'close') as Promise<[number, Buffer]> };
    };
    const [phone, laptop] = [await connectAs('phone'), await connectAs('laptop')];
    await business.kickDevice('kim', 'phone');
    const [code, reason] = await phone.closed;
    expect([code, String(reason)]).toEqual([4002, 'KICKED']);
    const again = await connectAs('phone');
    // The same for the user's own devices, over REST.
    expect(await rest(server, 'DELETE', '/v1/devices/laptop', token)).toMatchObject({ status: 200 });
    expect(String((await laptop.closed)[1])).toBe('KICKED');
    expect(again.client.socket.readyState).toBe(again.client.socket.OPEN);
    await expect(business.kickDevice('kim', 'watch')).rejects.toMatchObject({ code: codes.NOT_FOUND });
    expect(await rest(server, 'DELETE', '/v1/devices/watch', token)).toMatchObject({ status: 404 });
    await again.client.close();
  });

  it('sends as a user: the peer and the own devices get it, once', async () => {
    const [bob, carol] = [await device('bob'), await device('carol')];
    const sent = await business.sendText('bob', { userId: 'carol' }, 'order-1', 'shipped');
    expect(sent).toMatchObject({ index: 1, duplicate: false });
    for (const client of [bob, carol]) {
      await vi.waitFor(() => expect(client.messages).toHaveLength(1), { timeout: 10_000, interval: 10 });
      expect(client.messages[0]).toMatchObject({
        messageId: sent.messageId,
        senderId: 'bob',
        content: { text: { body: 'shipped' } },
      });
    }
    expect(await business.sendText('bob', { userId: 'carol' }, 'order-1', 'shipped')).toEqual({
      ...sent,
      duplicate: true,
    });
    await expect(business.sendText('bob', { userId: 'carol' }, 'order-1', 'other')).rejects.toMatchObject({
      code: codes.ALREADY_EXISTS,
    });
    await Promise.all([bob.close(), carol.close()]);
  });

  it('knows who is online', async () => {
    const dave = await device('dave');
    await business.issueToken('erin');
    const online = () => business.online(['dave', 'erin', 'nobody']).then(Object.fromEntries);
    expect(await online()).toEqual({ dave: true, erin: false, nobody: false });
    await dave.close();
    await vi.waitFor(async () => expect(await online()).toEqual({ dave: false, erin: false, nobody: false }), {
      timeout: 10_000,
      interval: 50,
    });
  });

  it('refuses what a client may not send either, and senders who do not exist', async () => {
    await business.issueToken('frank');
    const refused = (senderId: string, to: string, id: string, body: string) =>
      expect(business.sendText(senderId, { userId: to }, id, body)).rejects;
    await refused('no one', 'frank', 'c', 'hi').toMatchObject({ code: codes.INVALID_ARGUMENT });
    await refused('frank', 'no one', 'c', 'hi').toMatchObject({ code: codes.INVALID_ARGUMENT });
    await refused('frank', 'frank', '', 'hi').toMatchObject({ code: codes.INVALID_ARGUMENT });
    await refused('frank', 'frank', 'c', 'x'.repeat(16 * 1024)).toMatchObject({ code: codes.INVALID_ARGUMENT });
    await refused('stranger', 'frank', 'c', 'hi').toMatchObject({ code: codes.NOT_FOUND });
    await refused('frank', 'stranger', 'c', 'hi').toMatchObject({ code: codes.NOT_FOUND });
    await expect(business.issueToken('a b')).rejects.toMatchObject({ code: codes.INVALID_ARGUMENT });
    await expect(business.issueToken('frank', 1)).rejects.toMatchObject({ code: codes.INVALID_ARGUMENT });
    await expect(business.online([])).rejects.toMatchObject({ code: codes.INVALID_ARGUMENT });
    const many = Array.from({ length: 501 }, (_, position) => `u${position}`);
    await expect(business.online(many)).rejects.toMatchObject({ code: codes.INVALID_ARGUMENT });
    expect((await business.online(many.slice(1))).size).toBe(500);
  });

  it('knows nobody without the key, which only the user of the server can read', async () => {
    for (const key of ['k'.repeat(64), 'x']) {
      await expect(clientWith(key).issueToken('mallory')).rejects.toMatchObject({ code: codes.UNAUTHENTICATED });
    }
    expect(statSync(join(server.dataDir, 'business.key')).mode & 0o777).toBe(0o600);
    expect(server.output()).not.toContain(readFileSync(join(server.dataDir, 'business.key'), 'utf8').trim());
  });
});
