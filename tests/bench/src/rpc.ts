import { startCallLoad } from './call-load.ts';
import { measureRate, median } from './measure.ts';
import { pin } from './pinning.ts';
import { type RpcTarget, startRpcTarget } from './rpc-target.ts';

const runs = 3;
const serverCore = 0;
const callerCore = 1;

/** An append of a message of 200 bytes: what a hot call usually carries. */
const request = {
  conversationId: 's~alice~bob',
  senderId: 'alice',
  clientMessageId: 'c-1',
  content: Buffer.alloc(200, 1),
  countable: true,
};

type Kind = 'hot' | 'unary';

/**
 * Calls per second between two processes, each on a core of its own: hot calls, which share frames by the turn, and unary ones.
 * At 1 000 in flight both ends are busy all the time; 100 shows what a smaller process reaches.
 */
export async function rpc(): Promise<void> {
  const pinned = pin(process.pid, callerCore);
  const rows = [];
  for (const transport of ['unix', 'tcp'] as const) {
    const target = await startRpcTarget(transport, serverCore);
    try {
      rows.push({ transport, call: 'batched, 1 000 in flight', 'calls/s': await callsPerSecond(target, 'hot', 1_000) });
      rows.push({ transport, call: 'batched, 100 in flight', 'calls/s': await callsPerSecond(target, 'hot', 100) });
      rows.push({ transport, call: 'unary, 100 in flight', 'calls/s': await callsPerSecond(target, 'unary', 100) });
    } finally {
      await target.stop();
    }
  }
  console.log(
    `server on core ${serverCore}, caller on core ${callerCore}${pinned ? '' : ' (NOT pinned: no taskset)'}, medians of ${runs}`,
  );
  console.table(rows);
}

async function callsPerSecond(target: RpcTarget, kind: Kind, inFlight: number): Promise<number> {
  const rates: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const load = startCallLoad(inFlight, () => target[kind].append(request));
    rates.push((await measureRate(load)).perSecond);
  }
  return Math.round(median(rates));
}
