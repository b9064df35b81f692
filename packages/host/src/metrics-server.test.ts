import { Counter, Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { MetricsServer } from './metrics-server.ts';
import { Readiness } from './readiness.ts';

let readiness: Readiness;
let server: MetricsServer;
let url: string;
const metrics = new Registry();
new Counter({ name: 'microchat_test_total', help: 'For this test', registers: [metrics] }).inc(3);

beforeEach(async () => {
  readiness = new Readiness();
  server = new MetricsServer({ host: '127.0.0.1', port: 0, metrics, readiness });
  url = `http://127.0.0.1:${await server.listen()}`;
});
afterEach(() => server.close());

describe('metrics server', () => {
  test('serves the counters', async () => {
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toContain('microchat_test_total 3');
  });

  test('is healthy at once, ready only when started and every check is content', async () => {
    let missing: string | undefined = 'no worker';
    readiness.addCheck('workers', () => missing);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await ready()).toEqual([503, { ready: false, missing: { process: 'starting', workers: 'no worker' } }]);
    readiness.started();
    expect(await ready()).toEqual([503, { ready: false, missing: { workers: 'no worker' } }]);
    missing = undefined;
    expect(await ready()).toEqual([200, { ready: true, missing: {} }]);
    readiness.stopping();
    expect(await ready()).toEqual([503, { ready: false, missing: { process: 'stopping' } }]);
  });

  test('answers nothing else', async () => {
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST', body: 'x' })).status).toBe(405);
  });

  test('a taken port is an error, not a silence', async () => {
    const port = Number(new URL(url).port);
    const second = new MetricsServer({ host: '127.0.0.1', port, metrics, readiness });
    await expect(second.listen()).rejects.toThrow('EADDRINUSE');
  });
});

async function ready(): Promise<[number, unknown]> {
  const answer = await fetch(`${url}/readyz`);
  return [answer.status, await answer.json()];
}
