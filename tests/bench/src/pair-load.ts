import type WebSocket from 'ws';
import { countOf } from './bench-socket.ts';
import type { Load } from './measure.ts';

export interface Pair {
  readonly sender: WebSocket;
  readonly receiver: WebSocket;
  /** The frame of this pair's message number `number`. */
  frame(number: number): string;
}

/** Keeps one message in flight per pair: the next is sent when the receiver has the last one. */
export function startPairLoad(pairs: readonly Pair[], marker: string): Load {
  let completed = 0;
  let stopped = false;
  for (const { sender, receiver, frame } of pairs) {
    let number = 0;
    receiver.on('message', (data: Buffer) => {
      const received = countOf(data, marker);
      if (received === 0) return;
      completed += received;
      number += 1;
      if (!stopped) sender.send(frame(number));
    });
    sender.send(frame(number));
  }
  return {
    completed: () => completed,
    async stop() {
      stopped = true;
      for (const { sender, receiver } of pairs) {
        sender.terminate();
        receiver.terminate();
      }
    },
  };
}
