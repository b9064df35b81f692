import { ServiceError } from '@microchat/core/service-error';
import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { serviceCodec } from './codec.ts';
import { InstancePool } from './instance-pool.ts';
import { silentObserver } from './rpc-observer.ts';
import { echoContract } from './testing/echo-service.ts';
import { FakeInstance } from './testing/fake-instance.ts';
import { connectionLost, draining, notConnected } from './transport-errors.ts';

const methods = serviceCodec(echoContract).methods;

let time: ManualTime;
let fakes: Map<string, FakeInstance>;
let changes: string[];
let failovers: number;
let names: Record<string, string[]>;
let pool: InstancePool;
/** How long this process did not run. */
let stoppedMs: number;

beforeEach(() => {
  time = new ManualTime();
  fakes = new Map();
  changes = [];
  failovers = 0;
  stoppedMs = 0;
  names = { many: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] };
});
afterEach(() => pool.close());

/** Instances 10.0.0.1, .2 and .3, all of them up. */
async function openPool(host = 'many'): Promise<void> {
  pool = new InstancePool({
    endpoints: [{ host, port: 1 }],
    lookup: async (name) => names[name] ?? [],
    timers: { after: (delayMs, run) => time.after(delayMs, run), monotonicMs: () => time.monotonicMs() + stoppedMs },
    random: new SeededRandom('pool'),
    observer: {
      ...silentObserver,
      instanceChanged: (address, state) => changes.push(`${address} ${state}`),
      failedOver: () => {
        failovers += 1;
      },
    },
    connect(address, _endpoint, onLost) {
      const fake = new FakeInstance(address, onLost);
      fakes.set(address, fake);
      return fake;
    },
  });
  await time.advanceSettling(0);
  await time.advanceSettling(0);
}

interface Started {
  outcome: string | undefined;
  cancel: () => void;
}

/** `getUsers` may be repeated, `recordDevice` may not. */
function start(affinityKey: string, method = 'getUsers'): Started {
  const codec = methods.get(method);
  if (codec === undefined) throw new Error(method);
  const started: Started = { outcome: undefined, cancel: () => {} };
  started.cancel = pool.start({
    method: codec,
    request: Buffer.alloc(0),
    timeoutMs: 60_000,
    traceparent: '',
    affinityKey,
    failedAt: [],
    succeed: () => {
      started.outcome = 'answered';
    },
    fail: (error) => {
      started.outcome = error.reason;
    },
  });
  return started;
}

function at(address: string): FakeInstance {
  const fake = fakes.get(`${address}:1`);
  if (fake === undefined) throw new Error(`nothing at ${address}`);
  return fake;
}

/** The instance that has a call of this key, and its other instances. */
function ownerOf(key: string): { owner: FakeInstance; others: FakeInstance[] } {
  const { cancel } = start(key);
  const owner = [...fakes.values()].find(({ calls }) => calls.length > 0);
  cancel();
  if (owner === undefined) throw new Error('no owner');
  return { owner, others: [...fakes.values()].filter((fake) => fake !== owner) };
}

function nextOf(fakesLeft: FakeInstance[]): FakeInstance {
  const next = fakesLeft.find(({ calls }) => calls.length > 0);
  if (next === undefined) throw new Error('the call is nowhere');
  return next;
}

describe('a pool of instances', () => {
  test('asks each for a sign of life, and calls those that gave one', async () => {
    await openPool();
    expect(changes.sort()).toEqual(['10.0.0.1:1 up', '10.0.0.2:1 up', '10.0.0.3:1 up']);
    expect(pool.availableCount).toBe(3);
  });

  test('a key stays at its instance', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    for (let n = 0; n < 5; n++) start('alice');
    expect(owner.calls).toHaveLength(5);
  });

  test('no instance known: not connected', async () => {
    await openPool('nowhere');
    const call = start('alice');
    await time.advanceSettling(0);
    expect(call.outcome).toBe('NOT_CONNECTED');
  });

  test.each([
    ['recordDevice', notConnected()],
    ['recordDevice', draining()],
    ['getUsers', draining()],
  ])('%s that was certainly not executed (%s) goes on to the next instance', async (method, error) => {
    await openPool();
    const { owner, others } = ownerOf('alice');
    const call = start('alice', method);
    owner.take().fail(error);
    nextOf(others).take().succeed(new Uint8Array());
    expect(call.outcome).toBe('answered');
    expect(failovers).toBe(1);
  });

  test('a call goes round once, then it fails', async () => {
    await openPool();
    const call = start('alice', 'recordDevice');
    for (let n = 0; n < 3; n++)
      nextOf([...fakes.values()])
        .take()
        .fail(notConnected());
    expect(call.outcome).toBe('NOT_CONNECTED');
    expect(failovers).toBe(2);
  });

  test('a call that may have been executed comes back, and a repetition of it goes elsewhere', async () => {
    await openPool();
    const { owner, others } = ownerOf('alice');
    const call = start('alice');
    owner.take().fail(connectionLost());
    expect(call.outcome).toBe('CONNECTION_LOST');
    start('alice');
    expect(owner.calls).toHaveLength(0);
    expect(nextOf(others).calls).toHaveLength(1);
  });

  test('an instance whose store is away is up; what failed there is tried at another', async () => {
    await openPool();
    const { owner, others } = ownerOf('alice');
    const failedAt: string[] = [];
    const codec = methods.get('getUsers');
    if (codec === undefined) throw new Error('no such method');
    const attempt = () =>
      pool.start({
        method: codec,
        request: Buffer.alloc(0),
        timeoutMs: 1_000,
        traceparent: '',
        affinityKey: 'alice',
        failedAt,
        succeed: () => {},
        fail: () => {},
      });
    attempt();
    owner.take().fail(new ServiceError('UNAVAILABLE', { reason: 'STORE_UNAVAILABLE', message: 'away' }));
    expect(pool.availableCount).toBe(3);
    attempt();
    expect(nextOf(others).calls).toHaveLength(1);
  });

  test('one whose connection breaks is passed over, asked again, and gets its keys back', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    owner.health = 'noAnswer';
    owner.lose();
    expect(pool.availableCount).toBe(2);
    await time.advanceSettling(5_000);
    expect(owner.probes).toBeGreaterThan(4);
    expect(start('alice').outcome).toBeUndefined();
    expect(owner.calls).toHaveLength(0);
    owner.health = 'serving';
    await time.advanceSettling(2_000);
    start('alice');
    expect(owner.calls).toHaveLength(1);
  });

  test('none answers: the first choice is tried all the same', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    for (const fake of fakes.values()) {
      fake.health = 'noAnswer';
      fake.lose();
    }
    start('alice');
    expect(owner.calls).toHaveLength(1);
  });

  test('addresses that a name no longer has are retired, new ones are called', async () => {
    await openPool();
    names['many'] = ['10.0.0.2', '10.0.0.4'];
    await time.advanceSettling(5_000);
    await time.advanceSettling(0);
    expect([at('10.0.0.1').end, at('10.0.0.2').end, at('10.0.0.3').end]).toEqual(['retired', undefined, 'retired']);
    for (let n = 0; n < 10; n++) start(`user-${n}`);
    expect(at('10.0.0.2').calls.length).toBeGreaterThan(0);
    expect(at('10.0.0.4').calls.length).toBeGreaterThan(0);
  });

  test('closing closes all, and later calls fail', async () => {
    await openPool();
    pool.close();
    const call = start('alice');
    await time.advanceSettling(0);
    expect([...fakes.values()].map(({ end }) => end)).toEqual(['closed', 'closed', 'closed']);
    expect(call.outcome).toBe('CONNECTION_LOST');
    expect(time.pending).toBe(0);
  });
});

describe('an instance that gives no sign of life', () => {
  test('is asked after a second, suspect after two; calls that may be repeated leave it, others wait', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    owner.health = 'noAnswer';
    const [safe, once] = [start('alice'), start('alice', 'recordDevice')];
    await time.advanceSettling(1_300);
    expect(owner.probes).toBe(2);
    expect(safe.outcome).toBeUndefined();
    await time.advanceSettling(1_000);
    expect(changes).toContain(`${owner.address} suspect`);
    expect([safe.outcome, once.outcome]).toEqual(['INSTANCE_SILENT', undefined]);
    expect(owner.cancelled).toBe(1 + 1);
    start('alice');
    expect(owner.calls.map(({ method }) => method.name)).toEqual(['recordDevice']);
  });

  test('that is only slow answers when it is asked, and keeps its calls', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    const call = start('alice');
    await time.advanceSettling(20_000);
    expect(changes).not.toContain(`${owner.address} suspect`);
    expect([call.outcome, owner.calls.length]).toEqual([undefined, 1]);
  });

  test('comes back with an answer, or when it is asked', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    owner.health = 'noAnswer';
    start('alice', 'recordDevice');
    await time.advanceSettling(3_000);
    expect(pool.availableCount).toBe(2);
    owner.take().succeed(new Uint8Array());
    expect(pool.availableCount).toBe(3);
    start('alice', 'recordDevice');
    await time.advanceSettling(3_000);
    expect(pool.availableCount).toBe(2);
    owner.health = 'serving';
    await time.advanceSettling(1_000);
    expect(pool.availableCount).toBe(3);
  });

  test('answers from elsewhere, time-outs and refusals of our own are no sign of life', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    owner.health = 'noAnswer';
    start('alice', 'recordDevice');
    for (let n = 0; n < 12; n++) {
      start('alice', 'recordDevice');
      owner.calls.at(-1)?.fail(new ServiceError('RESOURCE_EXHAUSTED', { reason: 'TOO_MANY_CALLS', message: 'full' }));
      await time.advanceSettling(250);
    }
    expect(changes).toContain(`${owner.address} suspect`);
  });

  test('where nobody else answers, its calls wait', async () => {
    names['many'] = ['10.0.0.1'];
    await openPool();
    at('10.0.0.1').health = 'noAnswer';
    const call = start('alice');
    await time.advanceSettling(10_000);
    expect(changes).toContain('10.0.0.1:1 suspect');
    expect(call.outcome).toBeUndefined();
  });

  test('while this process itself was stopped is not suspected', async () => {
    await openPool();
    const { owner } = ownerOf('alice');
    owner.health = 'noAnswer';
    start('alice');
    await time.advanceSettling(700);
    stoppedMs = 60_000;
    await time.advanceSettling(500);
    expect(changes).not.toContain(`${owner.address} suspect`);
  });
});
