import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Group } from '../load/group-load.ts';
import type { LeanSocket } from '../load/lean-socket.ts';
import { maskedFrame } from '../load/masked-frame.ts';
import { openWith } from '../load/open-with.ts';
import type { Pair } from '../load/pair-load.ts';
import { someAtATime } from '../server/members.ts';
import { pin, serverCore } from '../server/pinning.ts';

const padding = 'x'.repeat(100);
const connectingMax = 32;

export interface RawServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export async function startRawServer(): Promise<RawServer> {
  const child = fork(join(import.meta.dirname, 'raw-server.ts'), { stdio: 'inherit' });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const pid = child.pid ?? 0;
  pin(pid, serverCore);
  return {
    url: `ws://127.0.0.1:${port}/`,
    pid,
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** A connection that has been given its name, as a hello and its welcome would. */
export function openRaw(server: RawServer, name: string): Promise<LeanSocket> {
  return openWith(server.url, undefined, textFrame(name), () => true);
}

export function rawPairs(server: RawServer, count: number): Promise<Pair[]> {
  const numbers = Array.from({ length: count }, (_, at) => at);
  return someAtATime(numbers, connectingMax, async (at) => {
    const sender = await openRaw(server, `sender-${at}`);
    const receiver = await openRaw(server, `receiver-${at}`);
    const frame = textFrame(`to:receiver-${at} ${padding}`);
    return {
      send: () => sender.write(frame),
      onReceived: (received) => {
        receiver.onFrame = () => received(1);
      },
      close() {
        sender.destroy();
        receiver.destroy();
      },
    };
  });
}

export async function rawGroup(server: RawServer, memberCount: number, senderCount: number): Promise<Group> {
  const names = Array.from({ length: memberCount }, (_, at) => `member-${at}`);
  const members = await someAtATime(names, connectingMax, (name) => openRaw(server, name));
  const frame = textFrame(`all: ${padding}`);
  return {
    memberCount,
    senderCount,
    send: (sender) => members[sender % memberCount]?.write(frame),
    onReceived: (received) =>
      members.forEach((member, at) => {
        member.onFrame = () => received(at, 1);
      }),
    close: () => members.forEach((member) => member.destroy()),
  };
}

function textFrame(text: string): Buffer {
  return maskedFrame(Buffer.from(text), false);
}
