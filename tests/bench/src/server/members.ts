import type { Encoding } from '@microchat/protocol/encodings';
import { BenchClient } from '../load/bench-client.ts';
import type { BenchServer } from './bench-server.ts';

const connectingMax = 32;

/** Connections of these users, made a few at a time. */
export function connectAll(
  server: BenchServer,
  encoding: Encoding,
  userIds: readonly string[],
  deviceId: string,
): Promise<BenchClient[]> {
  return someAtATime(userIds, connectingMax, async (userId) =>
    BenchClient.connect({ url: server.gatewayUrl, encoding, token: await server.tokenOf(userId), deviceId }),
  );
}

/** Makes these users known, by a first login. */
export async function admitAll(server: BenchServer, encoding: Encoding, userIds: readonly string[]): Promise<void> {
  for (const client of await connectAll(server, encoding, userIds, 'first')) client.close();
}

/** The results in the order of the items, with no more than `atOnce` under way. */
export async function someAtATime<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, at: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await work(items[at] as Item, at);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
