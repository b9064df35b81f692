import { afterEach, describe, expect, it } from 'vitest';
import { TestApi, type TestApiOptions } from '../testing/test-api.ts';

let api: TestApi;

function build(options: TestApiOptions = {}): TestApi {
  api = new TestApi(options);
  return api;
}

afterEach(() => api.app.close());

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
