import { expect, test } from 'vitest';

import { formatEndpoint, parseEndpoint } from './endpoint.ts';

test.each([
  ['10.0.0.1:9200', { host: '10.0.0.1', port: 9200 }],
  ['storage-1.internal:1', { host: 'storage-1.internal', port: 1 }],
  ['[2001:db8::1]:65535', { host: '2001:db8::1', port: 65_535 }],
])('%s is an endpoint, and is written as it was', (text, endpoint) => {
  expect(parseEndpoint(text)).toEqual(endpoint);
  expect(formatEndpoint(endpoint)).toBe(text);
});

test.each([
  '',
  'storage',
  ':9200',
  'storage:',
  'storage:0',
  'storage:65536',
  'a b:1',
  '2001:db8::1:9200',
  'http://a:1',
  'a:1/x',
])('"%s" is none', (text) => expect(parseEndpoint(text)).toBeUndefined());
