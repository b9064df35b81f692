import type { Load } from './measure.ts';

export interface Group {
  readonly memberCount: number;
  /** Messages in flight. */
  readonly senderCount: number;
  send(sender: number, number: number): void;
  /** Tells how many messages came to a member at once. */
  onReceived(received: (member: number, count: number) => void): void;
  close(): void;
}

/** Keeps one message per sender in flight; a message counts when every member has it. */
export function startGroupLoad(group: Group): Load {
  const { memberCount, senderCount } = group;
  const received = new Uint32Array(memberCount);
  /** Members that have the message of this number; a ring, for no more than `senderCount` are in flight. */
  const havers = new Uint32Array(senderCount * 2);
  let sent = 0;
  let completed = 0;
  let stopped = false;
  const sendNext = () => {
    if (stopped) return;
    group.send(sent % senderCount, sent);
    sent += 1;
  };
  group.onReceived((member, count) => {
    const before = received[member] ?? 0;
    received[member] = before + count;
    for (let number = before; number < before + count; number += 1) {
      const slot = number % havers.length;
      havers[slot] = (havers[slot] ?? 0) + 1;
    }
    while (havers[completed % havers.length] === memberCount) {
      havers[completed % havers.length] = 0;
      completed += 1;
      sendNext();
    }
  });
  for (let sender = 0; sender < senderCount; sender += 1) sendNext();
  return {
    completed: () => completed,
    async stop() {
      stopped = true;
      group.close();
    },
  };
}
