import { loadConfig } from '@microchat/host/config/load-config';
import { expect, test } from 'vitest';

import { banner } from './banner.ts';

test('says where to click, with the ports that are really used', () => {
  const config = loadConfig({ MICROCHAT_API_PORT: '18080', MICROCHAT_GATEWAY_PORT: '18081', MICROCHAT_DATA_DIR: '/d' });
  const text = banner(config, new Set(['api', 'gateway-workers']));
  expect(text).toContain('http://localhost:18080/ ');
  expect(text).toContain('ws://localhost:18081/v1/connect');
  expect(text).toContain('--url http://127.0.0.1:18080\n');
  expect(text).toContain('/d\n');
  expect(text).toContain('Ctrl-C');
});

test('the default ports need no flags, and a part of the server shows its part only', () => {
  const config = loadConfig({});
  expect(banner(config, new Set(['api']))).toContain('npx microchat chat --user alice --to bob\n');
  const text = banner(config, new Set(['gateway']));
  expect(text).toContain('ws://localhost:8081');
  expect(text).not.toContain('http://');
});

test('on other engines the data is not in the folder', () => {
  const text = banner(
    loadConfig({ CASSANDRA_CONTACT_POINTS: 'c:9042', KAFKA_BROKERS: 'k:9092', REDIS_URL: 'redis://:secret@r:6379' }),
    new Set(['api']),
  );
  expect(text).toContain('Cassandra (c:9042), keyspace microchat\n');
  expect(text).not.toContain('Data folder');
  expect(text).not.toContain('secret');
});

test('backends are told where the key is, and nothing where the port is closed', () => {
  const modules = new Set(['im-business']);
  expect(banner(loadConfig({ MICROCHAT_DATA_DIR: '/d' }), modules)).toContain(
    'localhost:9090   (key in /d/business.key)',
  );
  expect(banner(loadConfig({ MICROCHAT_TOKEN_SECRET: 's'.repeat(32) }), modules)).not.toContain('9090');
  const secret = 'k'.repeat(32);
  const text = banner(loadConfig({ MICROCHAT_API_KEYS: `shop:${secret}:tokens` }), modules);
  expect(text).toContain('localhost:9090\n');
  expect(text).not.toContain(secret);
});
