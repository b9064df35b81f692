import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the range that systems give to outgoing connections (32768 and up on Linux, 49152 elsewhere): a client that
 * reconnects while a server is down must not take that server's port.
 */
const portMin = 20_000;
const portMax = 32_000;
const attemptsMax = 100;

/** A port of 127.0.0.1 that nobody listens on now. Others may take it before its server does: retry the start then. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const port = randomInt(portMin, portMax);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${portMin} and ${portMax}`);
}

/** Whether nobody listens there now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
