import { rest, tokenOf } from '@microchat/tests-e2e/rest';
import { type RunningServer, startServer } from '@microchat/tests-e2e/server';
import { openSocket } from './bench-socket.ts';
import { startGroupLoad } from './group-load.ts';
import type { Load } from './measure.ts';
import { startPairLoad } from './pair-load.ts';
import { pin } from './pinning.ts';

const body = 'x'.repeat(100);
/** Stands once in every message of a notify frame, and in no other frame. */
const marker = '"clientMessageId"';
const membersPerCall = 500;

/** The whole embedded server on one core: gateway inside the main process. */
export async function startMicrochat(core: number): Promise<RunningServer> {
  const server = await startServer({ workers: 0 });
  pin(server.pid, core);
  return server;
}

export async function microchatPairs(server: RunningServer, count: number, run: number): Promise<Load> {
  const pairs = [];
  for (let at = 0; at < count; at += 1) {
    const receiverId = `receiver-${at}`;
    const receiver = await openConnection(server, receiverId, 'bench');
    const sender = await openConnection(server, `sender-${at}`, 'bench');
    const frame = (number: number) => sendFrame({ userId: receiverId }, `${run}-${at}-${number}`, number);
    pairs.push({ sender, receiver, frame });
  }
  return startPairLoad(pairs, marker);
}

export async function microchatGroup(
  server: RunningServer,
  memberCount: number,
  senderCount: number,
  run: number,
): Promise<Load> {
  const memberIds = Array.from({ length: memberCount }, (_, at) => `member-${at}`);
  const members = [];
  for (const memberId of memberIds) members.push(await openConnection(server, memberId, 'bench'));
  const groupId = await createGroup(server, memberIds);
  const senders = [];
  // Senders are second devices of members, so that every member connection is pushed every message.
  for (const memberId of memberIds.slice(0, senderCount)) {
    senders.push(await openConnection(server, memberId, 'sender'));
  }
  return startGroupLoad({
    members,
    senders,
    marker: '"text"',
    frame: (_sender, number) => sendFrame({ groupId }, `${run}-${number}`, number),
  });
}

async function createGroup(server: RunningServer, memberIds: readonly string[]): Promise<string> {
  const token = await tokenOf(server, memberIds[0] ?? '');
  const created = await rest<{ groupId: string }>(server, 'POST', '/v1/groups', token, {
    name: 'bench',
    memberIds: memberIds.slice(1, membersPerCall),
  });
  const { groupId } = created.body;
  for (let start = membersPerCall; start < memberIds.length; start += membersPerCall) {
    await rest(server, 'POST', `/v1/groups/${groupId}/members`, token, {
      userIds: memberIds.slice(start, start + membersPerCall),
    });
  }
  return groupId;
}

async function openConnection(server: RunningServer, userId: string, deviceId: string) {
  const hello = { token: await tokenOf(server, userId), deviceId, platform: 'bench', cursor: '' };
  const socket = await openSocket(server.gatewayUrl, JSON.stringify({ id: 1, hello }));
  acknowledge(socket);
  return socket;
}

/** Acknowledges like a real client, seldom: past 1 000 frames without an ack the server sends heads only. */
function acknowledge(socket: Awaited<ReturnType<typeof openSocket>>): void {
  let received = 0;
  socket.on('message', (data: Buffer) => {
    if (!data.subarray(0, 20).includes('"notify"')) return;
    received += 1;
    if (received % 200 === 0) socket.send(`{"ack":{"received":${received}}}`);
  });
}

function sendFrame(to: Record<string, string>, clientMessageId: string, id: number): string {
  return JSON.stringify({ id: (id % 1_000_000) + 2, send: { to, clientMessageId, content: { text: { body } } } });
}
