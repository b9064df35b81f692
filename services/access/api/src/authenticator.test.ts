import { ServiceError } from '@microchat/core/service-error';
import { afterEach, describe, expect, it } from 'vitest';
import { TestApi, type TestApiOptions } from './testing/test-api.ts';
import { userRecordTtlMs } from './user-records.ts';

let api: TestApi;

function build(options: TestApiOptions = {}): TestApi {
  api = new TestApi(options);
  return api;
}

afterEach(() => api.app.close());

const devices = { method: 'GET', url: '/v1/devices' } as const;

describe('authentication', () => {
  it('asks for a token', async () => {
    const response = await build().app.inject(devices);
    expect(response.statusCode).toBe(401);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.headers['www-authenticate']).toBe('Bearer');
    expect(response.json()).toEqual({
      type: 'about:blank',
      title: 'Unauthenticated',
      status: 401,
      detail: 'an Authorization: Bearer header is required',
      code: 'UNAUTHENTICATED',
      reason: 'TOKEN_MISSING',
      field: '',
      retryAfterMs: 0,
    });
  });

  it.each([
    ['another scheme', 'Basic YTpi', 'TOKEN_MISSING'],
    ['no token', 'Bearer', 'TOKEN_MISSING'],
    ['two tokens', 'Bearer a b', 'TOKEN_MISSING'],
    ['a forged token', 'Bearer forged', 'TOKEN_INVALID'],
    ['an endless token', `Bearer ${'x'.repeat(5_000)}`, 'TOKEN_INVALID'],
  ])('refuses %s', async (_name, authorization, reason) => {
    const response = await build().app.inject({ ...devices, headers: { authorization } });
    expect(response.json()).toMatchObject({ status: 401, reason });
  });

  it('refuses tickets: they are for connections', async () => {
    const { app, tokens } = build();
    const ticket = await tokens.issueTicket({ userId: 'alice', deviceId: 'web-1', revocationVersion: 0 });
    const response = await app.inject({ ...devices, headers: { authorization: `Bearer ${ticket}` } });
    expect(response.json()).toMatchObject({ status: 401, reason: 'TOKEN_INVALID' });
  });

  it('happens before the body is looked at', async () => {
    const response = await build().app.inject({
      method: 'POST',
      url: '/v1/messages',
      headers: { 'content-type': 'text/plain' },
      payload: 'x',
    });
    expect(response.statusCode).toBe(401);
  });

  it('creates users at their first token and remembers that for a while', async () => {
    const { services, time } = build();
    const known = new Set<string>();
    services.answer('userStore.getUsers', ({ userIds }: { userIds: string[] }) => ({
      users: userIds.map((userId) => ({ userId, exists: known.has(userId), revocationVersion: 0, profile: null })),
    }));
    services.answer('userStore.ensureUser', ({ userId }: { userId: string }) => ({ created: !!known.add(userId) }));
    services.answer('userStore.listDevices', () => ({ devices: [] }));
    for (let round = 0; round < 3; round++) await api.call('alice', 'GET', '/v1/devices');
    expect(services.requests('userStore.ensureUser')).toEqual([{ userId: 'alice' }]);
    expect(services.requests('userStore.getUsers')).toHaveLength(1);
    time.advance(userRecordTtlMs);
    await api.call('alice', 'GET', '/v1/devices');
    expect(services.requests('userStore.getUsers')).toHaveLength(2);
    expect(services.requests('userStore.ensureUser')).toHaveLength(1);
  });

  it('refuses revoked tokens as soon as the record is read again', async () => {
    const { services, time, app, tokens } = build();
    let revocationVersion = 1;
    services.answer('userStore.getUsers', () => ({
      users: [{ userId: 'alice', exists: true, revocationVersion, profile: null }],
    }));
    services.answer('userStore.listDevices', () => ({ devices: [] }));
    const authorization = `Bearer ${await tokens.issueAccess({ userId: 'alice', revocationVersion: 1 })}`;
    const status = async () => (await app.inject({ ...devices, headers: { authorization } })).statusCode;
    expect(await status()).toBe(200);
    revocationVersion = 2;
    time.advance(userRecordTtlMs);
    expect(await status()).toBe(401);
  });

  it('does not remember that the store was away', async () => {
    const { services } = build();
    services.answer('userStore.listDevices', () => ({ devices: [] }));
    const away = new ServiceError('UNAVAILABLE', { reason: 'STORE_UNAVAILABLE', message: 'away', retryAfterMs: 1_500 });
    services.answer('userStore.getUsers', () => {
      throw away;
    });
    const refused = await api.call('alice', 'GET', '/v1/devices');
    expect(refused).toMatchObject({ status: 503, body: { reason: 'STORE_UNAVAILABLE', retryAfterMs: 1_500 } });
    expect(refused.headers['retry-after']).toBe('2');
    services.answer('userStore.getUsers', () => ({
      users: [{ userId: 'alice', exists: true, revocationVersion: 0, profile: null }],
    }));
    expect((await api.call('alice', 'GET', '/v1/devices')).status).toBe(200);
  });
});
