import type WebSocket from 'ws';
import { countOf } from './bench-socket.ts';
import type { Load } from './measure.ts';

export interface GroupLoadOptions {
  readonly senders: readonly WebSocket[];
  readonly members: readonly WebSocket[];
  readonly marker: string;
  /** The frame of message number `number` of a sender. */
  frame(sender: number, number: number): string;
}

/** Keeps one message per sender in flight; a message counts when every member has it. */
export function startGroupLoad({ senders, members, marker, frame }: GroupLoadOptions): Load {
  const received = members.map(() => 0);
  let sent = 0;
  let completed = 0;
  let stopped = false;
  const sendNext = () => {
    const sender = sent % senders.length;
    senders[sender]?.send(frame(sender, sent));
    sent += 1;
  };
  members.forEach((member, at) => {
    member.on('message', (data: Buffer) => {
      const before = received[at] ?? 0;
      received[at] = before + countOf(data, marker);
      // Only the slowest member can move what all have.
      if (before > completed) return;
      const everybody = received.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
      const news = everybody - completed;
      completed = everybody;
      for (let next = 0; next < news && !stopped; next += 1) sendNext();
    });
  });
  for (let sender = 0; sender < senders.length; sender += 1) sendNext();
  return {
    completed: () => completed,
    async stop() {
      stopped = true;
      for (const socket of [...senders, ...members]) socket.terminate();
    },
  };
}
