import type { Encoding } from '@microchat/protocol/encodings';
import type { BenchClient } from '../load/bench-client.ts';
import type { Group } from '../load/group-load.ts';
import { elapse } from '../load/measure.ts';
import type { Pair } from '../load/pair-load.ts';
import { SendTemplate } from '../load/send-template.ts';
import { messagesIn } from '../load/server-frames.ts';
import { type BenchServer, createLargeGroup } from './bench-server.ts';
import { connectAll } from './members.ts';

/** So long after its creation the entries about a group's members have reached them. */
const settleMs = 1_500;

export async function microchatPairs(
  server: BenchServer,
  encoding: Encoding,
  count: number,
  run: number,
): Promise<Pair[]> {
  const receiverIds = names('receiver', count);
  const receivers = await connectAll(server, encoding, receiverIds, 'bench');
  const senders = await connectAll(server, encoding, names('sender', count), 'bench');
  return receiverIds.map((userId, at) => {
    const sender = senders[at] as BenchClient;
    const receiver = receivers[at] as BenchClient;
    const template = new SendTemplate(encoding, { userId }, `${run}-`);
    return {
      send: (number) => sender.write(template.frame(0, number)),
      onReceived: (received) => {
        receiver.onNotify = (data, start, end) => {
          const messages = messagesIn(encoding, data, start, end);
          if (messages > 0) received(messages);
        };
      },
      close() {
        sender.close();
        receiver.close();
      },
    };
  });
}

export async function microchatGroup(
  server: BenchServer,
  encoding: Encoding,
  memberCount: number,
  senderCount: number,
): Promise<Group> {
  const memberIds = names('member', memberCount);
  const members = await connectAll(server, encoding, memberIds, 'bench');
  // Senders are second devices of members, so that every member's connection is pushed every message.
  const senders = await connectAll(server, encoding, memberIds.slice(0, senderCount), 'sender');
  const groupId = await createLargeGroup(server, memberIds);
  await elapse(settleMs);
  const template = new SendTemplate(encoding, { groupId }, 'w-');
  return {
    memberCount,
    senderCount,
    send: (sender, number) => senders[sender]?.write(template.frame(0, number)),
    onReceived: (received) =>
      members.forEach((member, at) => {
        member.onNotify = (data, start, end) => received(at, messagesIn(encoding, data, start, end));
      }),
    close: () => [...members, ...senders].forEach((client) => client.close()),
  };
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}-${at}`);
}
