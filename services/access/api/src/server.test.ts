import { ServiceError, type StatusCode } from '@microchat/core/service-error';
import { afterEach, describe, expect, it } from 'vitest';
import { apiLimits } from './api-limits.ts';
import { TestApi, type TestApiOptions } from './testing/test-api.ts';

let api: TestApi;

function build(options: TestApiOptions = {}): TestApi {
  api = new TestApi(options);
  return api;
}

afterEach(() => api.app.close());

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
    const running = Array.from({ length: apiLimits.requestsInFlightPerUserMax + 1 }, () =>
      api.call('alice', 'GET', '/v1/devices'),
    );
    // Which of them is one too many is not said: they arrive in any order.
    expect(await Promise.race(running)).toMatchObject({ status: 429, body: { reason: 'TOO_MANY_REQUESTS' } });
    release.resolve({ devices: [] });
    expect((await Promise.all(running)).filter(({ status }) => status !== 200)).toHaveLength(1);
    expect((await api.call('alice', 'GET', '/v1/devices')).status).toBe(200);
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
