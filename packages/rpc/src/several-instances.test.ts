import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createClient } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { GrpcChannel } from './grpc-channel.ts';
import { InstancePool } from './instance-pool.ts';
import { type RpcObserver, silentObserver } from './rpc-observer.ts';
import { type Client, type ServiceContract, unary } from './service-contract.ts';
import { echoContract } from './testing/echo-service.ts';

const runtime = { timers: realTimers, random: new SeededRandom('instances'), clock: { now: () => Date.now() } };
/** As echo, and every call has a key and time to find another instance. */
const keyedContract: ServiceContract<UserStoreDefinition> = {
  ...echoContract,
  affinity: 'userId',
  methods: { ...echoContract.methods, listDevices: unary },
};

interface EchoProcess {
  readonly child: ChildProcess;
  readonly pid: string;
  readonly port: number;
}

let processes: EchoProcess[];
let pool: InstancePool;
let client: Client<UserStoreDefinition>;
let states: Map<string, string>;
let addresses: string[];

beforeEach(() => {
  processes = [];
  states = new Map();
});
afterEach(async () => {
  pool.close();
  for (const { child } of processes) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

async function startProcess(port = 0): Promise<EchoProcess> {
  const child = fork(join(import.meta.dirname, 'testing/echo-process.ts'), [String(port)]);
  const [listening] = (await once(child, 'message')) as [number];
  const started = { child, pid: String(child.pid), port: listening };
  processes.push(started);
  return started;
}

/** `endpoints`, or those of all processes. */
async function openPool(endpoints?: readonly Endpoint[]): Promise<void> {
  const observer: RpcObserver = {
    ...silentObserver,
    instanceChanged: (address, state) => states.set(address, state),
  };
  pool = new InstancePool({
    ...runtime,
    observer,
    endpoints: endpoints ?? processes.map(({ port }) => ({ host: '127.0.0.1', port })),
    lookup: async () => addresses,
    lookupIntervalMs: 100,
    connect: (address, _endpoint, onLost) => new GrpcChannel({ ...runtime, observer, address, onLost }),
  });
  client = createClient(keyedContract, pool, { ...runtime, observer });
  await expect.poll(() => pool.availableCount, { timeout: 10_000 }).toBe(endpoints?.length ?? processes.length);
}

/** The pid that answers for a key. */
async function answers(key: string): Promise<string> {
  return (await client.listDevices({ userId: key })).devices[0]?.deviceId ?? '';
}

async function hotAnswers(): Promise<string> {
  return (await client.getUsers({ userIds: ['anyone'] })).users[0]?.userId ?? '';
}

function other(one: EchoProcess): EchoProcess {
  const found = processes.find((candidate) => candidate !== one);
  if (found === undefined) throw new Error('there is only one');
  return found;
}

async function ownerOf(key: string): Promise<EchoProcess> {
  const pid = await answers(key);
  const owner = processes.find((candidate) => candidate.pid === pid);
  if (owner === undefined) throw new Error(`${pid} is none of ours`);
  return owner;
}

describe('two processes', () => {
  beforeEach(async () => {
    await Promise.all([startProcess(), startProcess()]);
    await openPool();
  });

  test('a killed one: its calls are answered by the other, and all later ones', async () => {
    const owner = await ownerOf('alice');
    // Stopped first, so that calls are certainly in flight when it dies.
    owner.child.kill('SIGSTOP');
    const inFlight = Array.from({ length: 8 }, () => answers('alice'));
    const hot = Array.from({ length: 8 }, () => hotAnswers());
    await new Promise(setImmediate);
    owner.child.kill('SIGKILL');
    expect(new Set(await Promise.all(inFlight))).toEqual(new Set([other(owner).pid]));
    expect(new Set(await Promise.all(hot))).toContain(other(owner).pid);
    expect(await answers('alice')).toBe(other(owner).pid);
  });

  test('a stopped one is suspect within three seconds, its calls are answered by the other; it comes back', async () => {
    const owner = await ownerOf('alice');
    owner.child.kill('SIGSTOP');
    const startMs = performance.now();
    expect(await answers('alice')).toBe(other(owner).pid);
    expect(performance.now() - startMs).toBeLessThan(4_500);
    expect(states.get(`127.0.0.1:${owner.port}`)).toBe('suspect');
    const nextMs = performance.now();
    expect(await answers('alice')).toBe(other(owner).pid);
    expect(performance.now() - nextMs).toBeLessThan(1_000);
    owner.child.kill('SIGCONT');
    await expect.poll(() => answers('alice'), { timeout: 10_000 }).toBe(owner.pid);
  });

  test('one that is told to stop is left without a failed call, and called again when it is back', async () => {
    const owner = await ownerOf('alice');
    const failures: string[] = [];
    let isOver = false;
    const load = (async () => {
      while (!isOver) {
        const calls = [answers('alice'), hotAnswers(), client.putProfile({ userId: 'alice' }).catch(unimplemented)];
        for (const result of await Promise.allSettled(calls))
          if (result.status === 'rejected') failures.push(String(result.reason.reason));
      }
    })();
    owner.child.kill('SIGTERM');
    await once(owner.child, 'exit');
    expect(await answers('alice')).toBe(other(owner).pid);
    const again = await startProcess(owner.port);
    await expect.poll(() => answers('alice'), { timeout: 10_000 }).toBe(again.pid);
    isOver = true;
    await load;
    expect(failures).toEqual([]);
  });
});

test('an instance that takes another one’s place behind a name gets its calls', async () => {
  const first = await startProcess();
  addresses = ['127.0.0.1'];
  await openPool([{ host: 'storage', port: first.port }]);
  expect(await answers('alice')).toBe(first.pid);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await startProcess(first.port);
  await expect.poll(() => answers('alice').catch(() => ''), { timeout: 10_000 }).toBe(second.pid);
});

/** No handler: the call was made all the same. */
function unimplemented(error: { readonly code: string }): string {
  if (error.code !== 'UNIMPLEMENTED') throw error;
  return '';
}
