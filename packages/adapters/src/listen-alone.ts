import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';

/**
 * Listens on a Unix socket, abstract (it begins with a zero byte; gone with its process) or a file (which stays behind
 * when its process is killed, so one that nobody answers is replaced). The server keeps no process alive and closes
 * every connection. Undefined if a living process listens there.
 */
export async function listenAlone(address: string): Promise<Server | undefined> {
  const server = await tryListen(address);
  if (server !== undefined || address.startsWith('\0')) return server;
  if (await answers(address)) return undefined;
  await rm(address, { force: true });
  return tryListen(address);
}

function tryListen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
    });
  });
}
