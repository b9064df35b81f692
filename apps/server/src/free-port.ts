import { createServer, type AddressInfo } from 'node:net';

/**
 * A port that is free now. Several processes listen on the gateway's port and the page must know it, so 0 cannot be
 * left to each listener. Somebody else may take it before we do: meant for tests.
 */
export async function freePort(host: string): Promise<number> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, host, resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
