// The other process of the `rpc` workload: a message store that stores nothing. Its handlers answer at once.
import { SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { messageStore } from '@microchat/message-store/contract';
import { GrpcServer } from '@microchat/rpc/grpc-server';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import type { RpcServerMessage } from './rpc-target.ts';

const reply = { index: 1, messageId: '1', previousMessageId: '0', count: 1, duplicate: false };
const registry = new ServiceRegistry(silentObserver);
registry.add(messageStore, {
  append: async () => reply,
  findSent: async () => ({ found: true, sent: reply }),
});
const server = new GrpcServer({
  registry,
  clock: new SystemClock(),
  timers: new SystemTimers(),
  observer: silentObserver,
});
const [address = ''] = process.argv.slice(2);
const port = await server.listen(address);
const message: RpcServerMessage = {
  kind: 'ready',
  address: address.startsWith('unix:') ? address : `127.0.0.1:${port}`,
};
process.send?.(message);
process.on('disconnect', () => process.exit(0));
