import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { encodeClientFrame } from '@microchat/protocol/frames';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { tokenOf } from '@microchat/tests-e2e/rest';
import { type RunningServer, startServer } from '@microchat/tests-e2e/server';
import { connect } from '@microchat/tests-e2e/wire-client';
import WebSocket from 'ws';
import { type FuzzEncoding, FuzzFrames } from './fuzz-frames.ts';

export interface FuzzReport {
  readonly seed: number;
  readonly frames: number;
  readonly connections: number;
  readonly answers: number;
  /** Close code -> how often. */
  readonly closes: Readonly<Record<number, number>>;
  readonly rssSecondFifthMib: number;
  readonly rssLastFifthMib: number;
  readonly durationMs: number;
}

/** Frames written before the answers so far are awaited: more would only measure socket buffers. */
const burst = 20;
const attackers = 4;

/**
 * Sends `frameCount` seeded frames, half of them JSON and half protobuf, over connections that are opened again whenever
 * the server closes them. The gateway runs inside the server process, so its memory is the server's.
 * @throws Error the server died, or does not serve a well-behaved client afterwards.
 */
export async function runFuzz(seed: number, frameCount: number): Promise<FuzzReport> {
  const startedAt = performance.now();
  const server = await startServer({ workers: 0 });
  const tally = { connections: 0, answers: 0, closes: {} as Record<number, number>, sent: 0 };
  const rss: number[][] = [[], [], [], [], []];
  try {
    await tokenOf(server, 'peer');
    const token = await tokenOf(server, 'fuzz');
    const share = frameCount / attackers;
    await Promise.all(
      Array.from({ length: attackers }, async (_, attacker) => {
        const encoding: FuzzEncoding = attacker % 2 === 0 ? 'json' : 'proto';
        const frames = new FuzzFrames(new SeededRandom(seed * 1_000 + attacker), encoding);
        let left = share;
        while (left > 0) {
          left -= await attack(server, token, `device-${attacker}`, encoding, frames, left, tally, () => {
            const fifth = Math.min(4, Math.floor((tally.sent * 5) / frameCount));
            rss[fifth]?.push(rssMib(server.pid));
          });
        }
      }),
    );
    const { client } = await connect(server, 'peer');
    await client.send({ userId: 'fuzz' }, 'still-there', 'the server serves');
    await client.close();
    return {
      seed,
      frames: tally.sent,
      connections: tally.connections,
      answers: tally.answers,
      closes: tally.closes,
      rssSecondFifthMib: median(rss[1] ?? []),
      rssLastFifthMib: median(rss[4] ?? []),
      durationMs: Math.round(performance.now() - startedAt),
    };
  } catch (error) {
    throw new Error(`seed ${seed}: ${String(error)}\n${server.output()}`, { cause: error });
  } finally {
    await server.stop();
  }
}

/** One connection, until it is closed or `frameMax` frames were sent. Resolves with the number sent. */
async function attack(
  server: RunningServer,
  token: string,
  deviceId: string,
  encoding: FuzzEncoding,
  frames: FuzzFrames,
  frameMax: number,
  tally: { connections: number; answers: number; closes: Record<number, number>; sent: number },
  sample: () => void,
): Promise<number> {
  const socket = new WebSocket(server.gatewayUrl, [`microchat.v1.${encoding}`]);
  socket.on('error', () => {});
  const closed = once(socket, 'close') as Promise<[number]>;
  let answered: () => void = () => {};
  socket.on('message', () => {
    tally.answers += 1;
    answered();
  });
  await Promise.race([once(socket, 'open'), closed]);
  if (socket.readyState !== WebSocket.OPEN) throw new Error('the server does not accept connections');
  tally.connections += 1;
  const hello = { id: 1, hello: { token, deviceId, platform: 'fuzz', cursor: '' } };
  const welcomed = new Promise<void>((resolve) => {
    answered = resolve;
  });
  socket.send(encoding === 'json' ? JSON.stringify(hello) : encodeClientFrame('proto', hello));
  await Promise.race([welcomed, closed]);

  let sent = 0;
  while (sent < frameMax && socket.readyState === WebSocket.OPEN) {
    const count = Math.min(burst, frameMax - sent);
    for (let at = 0; at < count; at += 1) socket.send(frames.next().data);
    sent += count;
    tally.sent += count;
    sample();
    // A protocol ping is answered after everything before it was taken.
    const taken = once(socket, 'pong');
    socket.ping();
    await Promise.race([taken, closed]);
  }
  socket.close();
  const [code] = await closed;
  tally.closes[code] = (tally.closes[code] ?? 0) + 1;
  return sent;
}

function rssMib(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4_096) / 1_048_576;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
