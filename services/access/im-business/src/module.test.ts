import { once } from 'node:events';
import { connect } from 'node:net';
import { SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { secretBytesMin, TokenService } from '@microchat/auth/token-service';
import type { ModuleEnvironment } from '@microchat/host/module';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { expect, it, vi } from 'vitest';
import { imBusinessModule } from './module.ts';

const clock = new SystemClock();
const tokens = new TokenService(new Uint8Array(secretBytesMin), clock);
const key = { name: 'shop', secret: 'k'.repeat(32), scopes: ['tokens'] } as const;

async function start(keys: readonly (typeof key)[], port = 0) {
  const onListening = vi.fn<(port: number) => void>();
  const module = imBusinessModule({ host: '127.0.0.1', port, tokens, keys, onListening });
  const logger = silentLogger();
  const warn = vi.spyOn(logger, 'warn');
  const environment = { client: () => ({}), clock, timers: new SystemTimers(), logger, metrics: new Registry() };
  const running = await module.create(environment as unknown as ModuleEnvironment);
  await running.start?.();
  return { running, onListening, warn };
}

it('listens while it runs', async () => {
  const { running, onListening, warn } = await start([key]);
  const port = onListening.mock.calls[0]?.[0] ?? 0;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  expect(warn).not.toHaveBeenCalled();
  await running.stop?.();
  const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

it('a port that is taken is told with its number', async () => {
  const { running, onListening } = await start([key]);
  const port = onListening.mock.calls[0]?.[0] ?? 0;
  await expect(start([key], port)).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  await running.stop?.();
});

it('without keys the port stays closed, and the log says so', async () => {
  const { running, onListening, warn } = await start([]);
  expect(onListening).not.toHaveBeenCalled();
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('stays closed'));
  await running.stop?.();
});
