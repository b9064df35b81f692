import type { Load } from './measure.ts';

export interface Pair {
  send(number: number): void;
  /** Tells how many messages came at once. */
  onReceived(received: (count: number) => void): void;
  close(): void;
}

/** Keeps one message in flight per pair: the next is sent when the receiver has the last one. */
export function startPairLoad(pairs: readonly Pair[]): Load {
  let completed = 0;
  let stopped = false;
  for (const pair of pairs) {
    let number = 0;
    pair.onReceived((count) => {
      completed += count;
      number += 1;
      if (!stopped) pair.send(number);
    });
    pair.send(number);
  }
  return {
    completed: () => completed,
    async stop() {
      stopped = true;
      for (const pair of pairs) pair.close();
    },
  };
}
