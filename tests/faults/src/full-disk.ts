// A program that runs on a small disk of its own (full-disk.test.ts): the server's data folder is filled up, by others and by
// messages, until it refuses to store; then there is room again. Prints what came of it as JSON.
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '@microchat/tests-e2e/server';
import { connect, WireFailure } from '@microchat/tests-e2e/wire-client';
import { pollUntil } from './poll-until.ts';
import type { Acked } from './steady-sender.ts';
import { verifyConversation } from './verify-log.ts';

const [, , folder = ''] = process.argv;
const dataDir = join(folder, 'data');
const ballast = join(folder, 'somebody-elses-file');
const body = 'x'.repeat(8_000);
const sendsMax = 20_000;

/** Somebody else fills the disk up to its last pages. */
function fillUp(): void {
  const file = openSync(ballast, 'w');
  const chunk = Buffer.alloc(4_096, 1);
  try {
    for (;;) writeSync(file, chunk);
  } catch {
    // No room, as was wanted.
  } finally {
    closeSync(file);
  }
}

const server = await startServer({ workers: 0, dataDir, segmentEntriesMax: 200 });
try {
  const { client: bob } = await connect(server, 'bob');
  const { client: alice } = await connect(server, 'alice');
  const acked: Acked[] = [];
  const refusals = new Map<string, number>();
  const send = async (number: number): Promise<boolean> => {
    const clientMessageId = `m-${number}`;
    try {
      const to = { userId: 'alice' };
      const firstSentAtMs = performance.now();
      const sent = await bob.send(to, clientMessageId, body);
      acked.push({ to, clientMessageId, body, sent, firstSentAtMs, ackedAtMs: performance.now() });
      return true;
    } catch (error) {
      if (!(error instanceof WireFailure)) throw error;
      const { code, reason } = error.wire;
      refusals.set(`${code}/${reason}`, (refusals.get(`${code}/${reason}`) ?? 0) + 1);
      return false;
    }
  };
  let number = 0;
  while (number < 50) await send((number += 1));
  fillUp();
  const freeBytes = statfsSync(folder).bavail * statfsSync(folder).bsize;
  // The file has room inside that is used up first.
  let refusedInARow = 0;
  while (refusedInARow < 5 && number < sendsMax) refusedInARow = (await send((number += 1))) ? 0 : refusedInARow + 1;
  const ackedWhenFull = acked.length;
  // What is stored can be read.
  const conversationId = acked[0]?.sent.conversationId ?? '';
  const readWhenFull = (await alice.pull(conversationId, { limit: 20 })).messages.length;

  rmSync(ballast);
  await pollUntil(() => send((number += 1)), 'it stores again when there is room');
  for (let more = 0; more < 20; more += 1) await send((number += 1));
  const verdict = await verifyConversation(alice, conversationId, acked);
  const last = acked.at(-1)?.clientMessageId;
  await alice.until(() => alice.messages.some(({ clientMessageId }) => clientMessageId === last), 'it delivers again');
  await bob.close();
  await alice.close();
  const exitCode = await server.stop();

  // Nor is anything missing after a restart.
  const again = await startServer({ workers: 0, dataDir, segmentEntriesMax: 200 });
  const { client: reader } = await connect(again, 'alice');
  const afterRestart = await verifyConversation(reader, conversationId, acked);
  await reader.close();
  await again.stop();
  console.log(
    JSON.stringify({
      freeBytes,
      ackedWhenFull,
      refusals: Object.fromEntries(refusals),
      readWhenFull,
      exitCode,
      verdict,
      afterRestart,
    }),
  );
} catch (error) {
  console.error(error, server.output());
  await server.kill();
  process.exitCode = 1;
}
