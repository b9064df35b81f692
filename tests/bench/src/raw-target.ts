import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openSocket } from './bench-socket.ts';
import { startGroupLoad } from './group-load.ts';
import type { Load } from './measure.ts';
import { startPairLoad } from './pair-load.ts';
import { pin } from './pinning.ts';

const padding = 'x'.repeat(100);

export interface RawServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startRawServer(core: number): Promise<RawServer> {
  const child = fork(join(import.meta.dirname, 'raw-server.ts'), { stdio: 'inherit' });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  pin(child.pid ?? 0, core);
  return {
    url: `ws://127.0.0.1:${port}`,
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

export async function rawPairs(server: RawServer, count: number): Promise<Load> {
  const pairs = [];
  for (let at = 0; at < count; at += 1) {
    const sender = await openSocket(server.url, `sender-${at}`);
    const receiver = await openSocket(server.url, `receiver-${at}`);
    pairs.push({ sender, receiver, frame: () => `to:receiver-${at} ${padding}` });
  }
  return startPairLoad(pairs, 'to:');
}

export async function rawGroup(server: RawServer, memberCount: number, senderCount: number): Promise<Load> {
  const members = [];
  for (let at = 0; at < memberCount; at += 1) members.push(await openSocket(server.url, `member-${at}`));
  return startGroupLoad({
    members,
    senders: members.slice(0, senderCount),
    marker: 'all:',
    frame: () => `all: ${padding}`,
  });
}
