import { loadConfig } from '@microchat/host/config/load-config';
import { expect, test } from 'vitest';

import { explainStartFailure } from './start-failure.ts';

const config = loadConfig({});

function taken(port: number): Error {
  const cause = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port });
  return new Error('api failed to start: listen EADDRINUSE', { cause });
}

test.each([
  [8080, 'MICROCHAT_API_PORT'],
  [8081, 'MICROCHAT_GATEWAY_PORT'],
  [9090, 'MICROCHAT_BUSINESS_PORT'],
  [9101, 'MICROCHAT_METRICS_PORT'],
])('port %i that is taken is explained by %s', (port, variable) => {
  const message = explainStartFailure(taken(port), config);
  expect(message).toContain(`port ${port} is in use`);
  expect(message).toContain(variable);
});

test('anything else is told as it is', () => {
  expect(explainStartFailure(new Error('message-store failed to start: disk full'), config)).toBe(
    'message-store failed to start: disk full',
  );
  expect(explainStartFailure('odd', config)).toBe('odd');
});
