import { ServiceError } from '@microchat/core/service-error';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterestRegistry } from './interest-registry.ts';

type Call = {
  method: string;
  incarnation: string;
  topics: string[];
  order: number;
  resolve(): void;
  reject(error: Error): void;
};

/** Presence whose calls end when the test says so. */
function setUp() {
  const time = new ManualTime();
  const calls: Call[] = [];
  const lost: string[] = [];
  const call = (method: string) => (request: { incarnation?: string; topics?: string[]; order?: unknown }) =>
    new Promise<object>((resolve, reject) => {
      const { incarnation = '', topics = [] } = request;
      calls.push({ method, incarnation, topics, order: Number(request.order), resolve: () => resolve({}), reject });
    });
  const registry = new InterestRegistry({
    presence: { register: call('register'), unregister: call('unregister') },
    timers: time,
    leaseLost: (incarnation) => lost.push(incarnation),
    retried: () => {},
  });
  registry.rebind('w1');
  /** The next call, which must be this one. */
  const next = async (method: string, ...topics: string[]) => {
    await settle();
    const found = calls.shift();
    expect([found?.method, found?.topics]).toEqual([method, topics]);
    return found as Call;
  };
  return { time, calls, lost, registry, next };
}

const unavailable = new ServiceError('UNAVAILABLE', { reason: 'AWAY', message: 'away' });
const leaseLost = new ServiceError('FAILED_PRECONDITION', { reason: 'LEASE_LOST', message: 'lost' });

describe('interest registry', () => {
  it('registers what is wanted in one call and says when', async () => {
    const { registry, next } = setUp();
    registry.want('u:alice');
    registry.want('g:team');
    const registered = registry.registered(['u:alice', 'g:team']);
    (await next('register', 'u:alice', 'g:team')).resolve();
    await registered;
    await registry.registered(['u:alice']);
  });

  it('splits what is too much for one call', async () => {
    const { registry, calls } = setUp();
    for (let at = 0; at < 1_200; at++) registry.want(`u:${at}`);
    await settle();
    expect(calls.map(({ topics }) => topics.length)).toEqual([500, 500, 200]);
  });

  it('serialises the changes of a topic: wanted again while it is unregistered means registered after that', async () => {
    const { registry, next, calls } = setUp();
    registry.want('u:alice');
    (await next('register', 'u:alice')).resolve();
    await settle();
    registry.unwant('u:alice');
    const unregister = await next('unregister', 'u:alice');
    registry.want('u:alice');
    const registered = registry.registered(['u:alice']);
    await settle();
    expect(calls).toEqual([]);
    unregister.resolve();
    (await next('register', 'u:alice')).resolve();
    await registered;
  });

  it('numbers its calls, so that a removal that was given up and arrives late ends no later registration', async () => {
    const { registry, next, time } = setUp();
    registry.want('u:alice');
    (await next('register', 'u:alice')).resolve();
    await settle();
    registry.unwant('u:alice');
    const unregister = await next('unregister', 'u:alice');
    registry.want('u:alice');
    unregister.reject(unavailable);
    await time.advanceSettling(250);
    const register = await next('register', 'u:alice');
    expect(register.order).toBeGreaterThan(unregister.order);
  });

  it('does nothing for a topic that is wanted and given up in one turn, and forgets it', async () => {
    const { registry, calls } = setUp();
    registry.want('u:alice');
    registry.unwant('u:alice');
    await settle();
    expect(calls).toEqual([]);
    expect(registry.size).toBe(0);
  });

  it('tells who waits that the topic is no longer wanted', async () => {
    const { registry, next } = setUp();
    registry.want('u:alice');
    const registered = registry.registered(['u:alice']);
    const register = await next('register', 'u:alice');
    registry.unwant('u:alice');
    await expect(registered).rejects.toThrow('no longer wanted');
    register.resolve();
    (await next('unregister', 'u:alice')).resolve();
    await settle();
    expect(registry.size).toBe(0);
  });

  it('repeats a failed call, and unregisters what may have been registered', async () => {
    const { registry, next, time } = setUp();
    registry.want('u:alice');
    (await next('register', 'u:alice')).reject(unavailable);
    await time.advanceSettling(250);
    const again = await next('register', 'u:alice');
    registry.unwant('u:alice');
    again.reject(unavailable);
    await time.advanceSettling(250);
    (await next('unregister', 'u:alice')).resolve();
    await settle();
    expect(registry.size).toBe(0);
  });

  it('reports a lost lease and registers everything under the next incarnation', async () => {
    const { registry, next, lost } = setUp();
    registry.want('u:alice');
    (await next('register', 'u:alice')).resolve();
    await settle();
    registry.want('u:bob');
    (await next('register', 'u:bob')).reject(leaseLost);
    await settle();
    expect(lost).toEqual(['w1']);
    registry.rebind('w2');
    const settled = registry.settled();
    const call = await next('register', 'u:alice', 'u:bob');
    expect(call.incarnation).toBe('w2');
    call.resolve();
    await settled;
  });

  it('does not take the answer of an old incarnation for the new one', async () => {
    const { registry, next } = setUp();
    registry.want('u:alice');
    const old = await next('register', 'u:alice');
    registry.rebind('w2');
    const registered = registry.registered(['u:alice']);
    old.resolve();
    const call = await next('register', 'u:alice');
    expect(call.incarnation).toBe('w2');
    call.resolve();
    await registered;
  });

  it('ends with exactly what is wanted, whatever fails on the way (property)', async () => {
    const topics = ['u:a', 'u:b', 'g:c'];
    const event = fc.oneof(
      fc.record({ kind: fc.constantFrom('want', 'unwant'), topic: fc.constantFrom(...topics) }),
      fc.record({ kind: fc.constantFrom('succeed', 'fail', 'failApplied', 'lose'), topic: fc.constant('') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (history) => {
        const { registry, calls, time } = setUp();
        const wanted = new Set<string>();
        let known = new Set<string>();
        let incarnation = 'w1';
        const apply = (call: Call) => {
          if (call.incarnation !== incarnation) return;
          for (const topic of call.topics) known[call.method === 'register' ? 'add' : 'delete'](topic);
        };
        for (const { kind, topic } of history) {
          await settle(1);
          if (kind === 'want') {
            registry.want(topic);
            wanted.add(topic);
          } else if (kind === 'unwant') {
            registry.unwant(topic);
            wanted.delete(topic);
          } else if (kind === 'lose') {
            incarnation += '+';
            known = new Set();
            registry.rebind(incarnation);
          } else {
            const call = calls.shift();
            if (call === undefined) continue;
            if (kind !== 'fail') apply(call);
            if (kind === 'succeed') call.resolve();
            else call.reject(unavailable);
          }
        }
        for (let round = 0; round < 10; round++) {
          await time.advanceSettling(250);
          for (const call of calls.splice(0)) {
            apply(call);
            call.resolve();
          }
        }
        await settle();
        expect([...known].sort()).toEqual([...wanted].sort());
        expect(registry.size).toBe(wanted.size);
      }),
      { numRuns: 60 },
    );
  });
});
