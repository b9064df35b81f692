import { startCallLoad } from '../load/call-load.ts';
import { measureRate, median } from '../load/measure.ts';
import { pin } from '../server/pinning.ts';
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
 * Callers that all wait for the same batch make the two ends work in turns: with more of them in flight the turns get longer,
 * and the rate no better.
 */
export async function rpc(): Promise<void> {
  const pinned = pin(process.pid, callerCore);
  const rows = [];
  for (const transport of ['unix', 'tcp'] as const) {
    const target = await startRpcTarget(transport, serverCore);
    try {
      for (const inFlight of [100, 200, 1_000]) {
        const call = `batched, ${inFlight} in flight`;
        rows.push({ transport, call, 'calls/s': await callsPerSecond(target, 'hot', inFlight) });
      }
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
