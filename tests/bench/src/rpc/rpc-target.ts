import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CryptoRandom, SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { type MessageStoreDefinition, messageStore } from '@microchat/message-store/contract';
import { createClient } from '@microchat/rpc/client';
import { GrpcChannel } from '@microchat/rpc/grpc-channel';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import { type Client, type ServiceContract, unary } from '@microchat/rpc/service-contract';
import { pin } from '../server/pinning.ts';

export interface RpcServerMessage {
  readonly kind: 'ready';
  readonly address: string;
}

export interface RpcTarget {
  /** Over the batched stream. */
  readonly hot: Client<MessageStoreDefinition>;
  /** The same methods as calls of their own. */
  readonly unary: Client<MessageStoreDefinition>;
  stop(): Promise<void>;
}

const unaryMessageStore: ServiceContract<MessageStoreDefinition> = {
  ...messageStore,
  methods: { append: unary, findSent: unary, readPage: unary, getHeads: unary },
};

/** A server process on `core` and clients of it in this process. */
export async function startRpcTarget(transport: 'unix' | 'tcp', core: number): Promise<RpcTarget> {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-bench-'));
  const listenAt = transport === 'unix' ? `unix:${join(folder, 'rpc.sock')}` : '127.0.0.1:0';
  const child = fork(join(import.meta.dirname, 'rpc-server.ts'), [listenAt], { stdio: 'inherit' });
  const [{ address }] = (await once(child, 'message')) as [RpcServerMessage];
  pin(child.pid ?? 0, core);
  const runtime = {
    clock: new SystemClock(),
    timers: new SystemTimers(),
    random: new CryptoRandom(),
    observer: silentObserver,
  };
  const channel = new GrpcChannel({ ...runtime, address });
  return {
    hot: createClient(messageStore, channel, runtime),
    unary: createClient(unaryMessageStore, channel, runtime),
    async stop() {
      channel.close();
      await gone(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function gone(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}
