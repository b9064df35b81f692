import { expect, test } from 'vitest';

import { createLogger } from './logger.ts';

test('lines are JSON, of this process, without what must not be logged', () => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', base: { workerId: 3 }, stream: { write: (line) => lines.push(line) } });
  logger.child({ module: 'gateway' }).info({ userId: 'alice', hello: { token: 'eyJ' }, content: 'hi' }, 'connected');
  logger.debug('too fine');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'connected',
    workerId: 3,
    module: 'gateway',
    userId: 'alice',
    hello: { token: '[redacted]' },
    content: '[redacted]',
  });
});
