import { ServiceError, type StatusCode } from '@microchat/core/service-error';
import { afterEach, describe, expect, it } from 'vitest';
import { apiLimits } from './api-limits.ts';
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

describe('errors', () => {
  it.each<[StatusCode, number]>([
    ['INVALID_ARGUMENT', 400],
    ['NOT_FOUND', 404],
    ['PERMISSION_DENIED', 403],
    ['ALREADY_EXISTS', 409],
    ['ABORTED', 409],
    ['RESOURCE_EXHAUSTED', 429],
    ['UNAVAILABLE', 503],
    ['DEADLINE_EXCEEDED', 504],
    ['UNIMPLEMENTED', 501],
  ])('%s is answered with %d', async (code, status) => {
    build().services.answer('userStore.listDevices', () => {
      throw new ServiceError(code, { reason: 'BECAUSE', message: 'because', field: 'f' });
    });
    const answer = await api.call('alice', 'GET', '/v1/devices');
    expect(answer).toMatchObject({ status, body: { status, code, reason: 'BECAUSE', detail: 'because', field: 'f' } });
    const counted = await api.metrics.getMetricsAsJSON();
    const errors = counted.find(({ name }) => name === 'microchat_api_errors_total');
    expect(errors?.values).toEqual([{ labels: { code, reason: 'BECAUSE' }, value: 1 }]);
  });

  it('say nothing about defects', async () => {
    build().services.answer('userStore.listDevices', () => {
      throw new TypeError('secret detail');
    });
    const answer = await api.call('alice', 'GET', '/v1/devices');
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL', reason: 'INTERNAL' } });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it.each(['/v1/nothing', '/nothing', '/v1/messages'])('GET %s is not found', async (url) => {
    const response = await build().app.inject({ method: 'GET', url });
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ status: 404, reason: 'ROUTE_NOT_FOUND' });
  });

  it('an undecodable URL is a bad request', async () => {
    const response = await build().app.inject({ method: 'GET', url: '/v1/groups/%E0%A4%A' });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('bodies', () => {
  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['no JSON', '{"index":'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a string', '"x"'],
    ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ['deep nesting without end', '['.repeat(60_000)],
  ])('with %s are refused', async (_name, payload) => {
    const { app } = build();
    const response = await app.inject({
      method: 'POST',
      url: '/v1/conversations/g~team/read',
      headers: { authorization: `Bearer ${await api.token('alice')}`, 'content-type': 'application/json' },
      payload,
    });
    expect(response.json()).toMatchObject({ status: 400, reason: 'BODY_NOT_JSON' });
  });

  it('above 64 KiB are refused', async () => {
    build();
    const answer = await api.call('alice', 'POST', '/v1/acks', { deviceId: 'x'.repeat(apiLimits.bodyBytesMax) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'INVALID_ARGUMENT', reason: 'BODY_TOO_LARGE' } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'as %s are refused',
    async (type) => {
      const response = await build().app.inject({
        method: 'POST',
        url: '/v1/conversations/g~team/read',
        headers: { authorization: `Bearer ${await api.token('alice')}`, 'content-type': type },
        payload: '{"index":1}',
      });
      expect(response.json()).toMatchObject({ status: 415, reason: 'BODY_NOT_JSON' });
    },
  );

  it('with prototype keys do no harm', async () => {
    build().services.answer('sync.read', (request) => request);
    const body = '{"__proto__":{"index":7},"constructor":{"prototype":{"index":8}}}';
    await api.call('alice', 'POST', '/v1/conversations/g~team/read', body);
    expect(api.services.requests('sync.read')).toEqual([{ userId: 'alice', conversationId: 'g~team', index: 0 }]);
    expect(({} as { index?: number }).index).toBeUndefined();
  });
});

describe('requests in flight', () => {
  it('of one user are bounded', async () => {
    const { services } = build();
    const release = Promise.withResolvers<object>();
    services.answer('userStore.listDevices', () => release.promise);
    const running = Array.from({ length: apiLimits.requestsInFlightPerUserMax }, () =>
      api.call('alice', 'GET', '/v1/devices'),
    );
    const refused = await Promise.race([...running, api.call('alice', 'GET', '/v1/devices')]);
    expect(refused).toMatchObject({ status: 429, body: { reason: 'TOO_MANY_REQUESTS' } });
    release.resolve({ devices: [] });
    expect((await Promise.all(running)).every(({ status }) => status === 200)).toBe(true);
    expect((await api.call('alice', 'GET', '/v1/devices')).status).toBe(200);
  });
});

describe('origins', () => {
  const allowedOrigins = ['https://chat.example'];

  it('that are allowed may read answers', async () => {
    const { app } = build({ allowedOrigins });
    const response = await app.inject({ url: '/healthz', headers: { origin: 'https://chat.example' } });
    expect(response.statusCode).toBe(200);
    expect(response.headers['access-control-allow-origin']).toBe('https://chat.example');
    expect(response.headers.vary).toBe('Origin');
  });

  it('that are allowed may ask first', async () => {
    const { app } = build({ allowedOrigins });
    const response = await app.inject({
      method: 'OPTIONS',
      url: '/v1/messages',
      headers: { origin: 'https://chat.example', 'access-control-request-method': 'POST' },
    });
    expect(response.statusCode).toBe(204);
    expect(response.headers['access-control-allow-headers']).toBe('authorization, content-type');
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'https://chat.example.evil.example'])(
    'such as %s are refused',
    async (origin) => {
      const { app } = build({ allowedOrigins });
      for (const method of ['GET', 'OPTIONS'] as const) {
        const response = await app.inject({ method, url: '/healthz', headers: { origin } });
        expect(response.json()).toMatchObject({ status: 403, reason: 'ORIGIN_NOT_ALLOWED' });
        expect(response.headers['access-control-allow-origin']).toBeUndefined();
      }
    },
  );
});

describe('development tokens', () => {
  const request = {
    method: 'POST',
    url: '/v1/dev/tokens',
    remoteAddress: '127.0.0.1',
    headers: { host: 'localhost:8080', 'content-type': 'application/json' },
    payload: '{"userId":"alice"}',
  } as const;

  it('are good tokens', async () => {
    const { app, services, tokens } = build();
    services.answer('userStore.getUsers', () => ({
      users: [{ userId: 'alice', exists: true, revocationVersion: 4, profile: null }],
    }));
    const response = await app.inject(request);
    expect(response.statusCode).toBe(200);
    const { token } = response.json<{ token: string }>();
    expect(await tokens.verify(token)).toMatchObject({ userId: 'alice', revocationVersion: 4 });
  });

  it.each<[string, { remoteAddress?: string; headers?: Record<string, string> }]>([
    ['another machine', { remoteAddress: '192.0.2.7' }],
    ['a foreign name', { headers: { host: 'evil.example:8080' } }],
    ['a name that only looks local', { headers: { host: 'localhost.evil.example' } }],
    ['a proxy', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
  ])('are not given through %s', async (_name, { remoteAddress, headers }) => {
    const { app } = build();
    const response = await app.inject({
      ...request,
      ...(remoteAddress ? { remoteAddress } : {}),
      headers: { ...request.headers, ...headers },
    });
    expect(response.json()).toMatchObject({ status: 403, reason: 'NOT_LOCAL' });
  });

  it('are not given to a foreign page, even an allowed one', async () => {
    const { app } = build({ allowedOrigins: ['https://chat.example'] });
    const response = await app.inject({ ...request, headers: { ...request.headers, origin: 'https://chat.example' } });
    expect(response.json()).toMatchObject({ status: 403, reason: 'NOT_LOCAL' });
  });

  it('are not given for other bodies than JSON', async () => {
    const { app } = build();
    const response = await app.inject({ ...request, headers: { ...request.headers, 'content-type': 'text/plain' } });
    expect(response.statusCode).toBe(415);
  });

  it('do not exist unless they are on', async () => {
    const { app } = build({ devTokens: false });
    expect((await app.inject(request)).json()).toMatchObject({ status: 404, reason: 'ROUTE_NOT_FOUND' });
  });
});

describe('health', () => {
  it('is good while the process runs, readiness when it may work', async () => {
    let ready = false;
    const { app } = build({ isReady: () => ready });
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await app.inject('/readyz')).json()).toMatchObject({ status: 503, reason: 'NOT_READY' });
    ready = true;
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  });
});

describe('the page', () => {
  const page = new Map([['/', { type: 'text/html; charset=utf-8', body: '<p>chat</p>' }]]);

  it('is served with its content type and a policy', async () => {
    const response = await build({ page }).app.inject('/?user=alice');
    expect(response.body).toBe('<p>chat</p>');
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'self'");
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });

  it('has only its own files', async () => {
    const { app } = build({ page });
    for (const url of ['/../etc/passwd', '/constructor', '/index.html']) {
      expect((await app.inject(url)).statusCode).toBe(404);
    }
  });
});
