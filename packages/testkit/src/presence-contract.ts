import { type Presence, PresenceConflictError, type Worker } from '@microchat/ports/presence';
import { beforeEach, describe, expect, test } from 'vitest';
import { freshName } from './engine-under-test.ts';

/** A presence and the time that its leases live by. */
export interface PresenceUnderTest {
  readonly presence: Presence;
  /** Lets this much time pass for leases, really or not. */
  advance(ms: number): Promise<void>;
}

/** Everything that the docstrings of the Presence port promise. Leases of the suite live 1 000 ms. */
export function presenceContract(open: () => Promise<PresenceUnderTest>): void {
  describe('Presence contract', () => {
    let presence: Presence;
    let advance: PresenceUnderTest['advance'];
    beforeEach(async () => {
      ({ presence, advance } = await open());
    });

    const ttlMs = 1_000;

    async function newWorker(): Promise<Worker> {
      const incarnation = freshName('incarnation');
      const worker = { incarnation, address: `unix:/${incarnation}` };
      await presence.openLease(worker, ttlMs);
      return worker;
    }

    test('nobody is interested in an unknown topic', async () => {
      expect(await presence.interested([freshName('u'), freshName('u')])).toEqual([[], []]);
      expect(await presence.interested([])).toEqual([]);
    });

    test('interested workers are found per topic, in the order asked', async () => {
      const [one, two] = [await newWorker(), await newWorker()];
      const [a, b, c] = [freshName('u'), freshName('u'), freshName('u')];
      expect(await presence.register(one.incarnation, [a, b], 1)).toBe(true);
      expect(await presence.register(two.incarnation, [b], 1)).toBe(true);
      const [forC, forB, forA] = await presence.interested([c, b, a]);
      expect(forC).toEqual([]);
      expect(forB).toHaveLength(2);
      expect(forB).toEqual(expect.arrayContaining([one, two]));
      expect(forA).toEqual([one]);
    });

    test('registering and unregistering are idempotent', async () => {
      const worker = await newWorker();
      const topic = freshName('u');
      for (let time = 0; time < 2; time++) await presence.register(worker.incarnation, [topic, topic], 1);
      expect(await presence.interested([topic])).toEqual([[worker]]);
      for (let time = 0; time < 2; time++) await presence.unregister(worker.incarnation, [topic, freshName('u')], 1);
      expect(await presence.interested([topic])).toEqual([[]]);
      expect(await presence.register(worker.incarnation, [topic], 1)).toBe(true);
      expect(await presence.interested([topic])).toEqual([[worker]]);
    });

    test('a removal that arrives late does not end what was registered after it', async () => {
      const worker = await newWorker();
      const topic = freshName('u');
      await presence.register(worker.incarnation, [topic], 3);
      await presence.register(worker.incarnation, [topic], 1);
      await presence.unregister(worker.incarnation, [topic], 2);
      expect(await presence.interested([topic])).toEqual([[worker]]);
      await presence.unregister(worker.incarnation, [topic], 4);
      expect(await presence.interested([topic])).toEqual([[]]);
    });

    test('an incarnation removes its own interests only', async () => {
      const [one, two] = [await newWorker(), await newWorker()];
      const topic = freshName('u');
      await presence.register(one.incarnation, [topic], 1);
      await presence.unregister(two.incarnation, [topic], 1);
      await presence.closeLease(two.incarnation);
      expect(await presence.interested([topic])).toEqual([[one]]);
    });

    test('two incarnations at one address are two workers', async () => {
      const address = 'unix:/same';
      const workers = [freshName('i'), freshName('i')].map((incarnation) => ({ incarnation, address }));
      const topic = freshName('u');
      for (const worker of workers) {
        await presence.openLease(worker, ttlMs);
        await presence.register(worker.incarnation, [topic], 1);
      }
      expect((await presence.interested([topic]))[0]).toHaveLength(2);
      await presence.closeLease(workers[0]?.incarnation ?? '');
      expect(await presence.interested([topic])).toEqual([[workers[1]]]);
    });

    test('an incarnation is used once, even after its end', async () => {
      const worker = await newWorker();
      await expect(presence.openLease(worker, ttlMs)).rejects.toBeInstanceOf(PresenceConflictError);
      await presence.closeLease(worker.incarnation);
      await expect(presence.openLease(worker, ttlMs)).rejects.toBeInstanceOf(PresenceConflictError);
    });

    test('without a lease nothing is registered or renewed', async () => {
      const [incarnation, topic] = [freshName('i'), freshName('u')];
      expect(await presence.register(incarnation, [topic], 1)).toBe(false);
      expect(await presence.renewLease(incarnation, ttlMs)).toBe(false);
      await presence.unregister(incarnation, [topic], 1);
      await presence.closeLease(incarnation);
      expect(await presence.interested([topic])).toEqual([[]]);
    });

    test('a lease that is renewed lives on', async () => {
      const worker = await newWorker();
      const topic = freshName('u');
      await presence.register(worker.incarnation, [topic], 1);
      for (let time = 0; time < 3; time++) {
        await advance(ttlMs * 0.6);
        expect(await presence.renewLease(worker.incarnation, ttlMs)).toBe(true);
      }
      expect(await presence.interested([topic])).toEqual([[worker]]);
    });

    test('an expired lease ends its interests and never comes back', async () => {
      const [expiring, living] = [await newWorker(), await newWorker()];
      const topic = freshName('u');
      for (const { incarnation } of [expiring, living]) await presence.register(incarnation, [topic], 1);
      await advance(ttlMs * 0.6);
      await presence.renewLease(living.incarnation, ttlMs);
      await advance(ttlMs * 0.6);
      expect(await presence.interested([topic])).toEqual([[living]]);
      expect(await presence.renewLease(expiring.incarnation, ttlMs)).toBe(false);
      expect(await presence.register(expiring.incarnation, [topic], 1)).toBe(false);
      await expect(presence.openLease(expiring, ttlMs)).rejects.toBeInstanceOf(PresenceConflictError);
      expect(await presence.interested([topic])).toEqual([[living]]);
    });

    test('a closed lease ends its interests at once', async () => {
      const worker = await newWorker();
      const topic = freshName('u');
      await presence.register(worker.incarnation, [topic], 1);
      for (let time = 0; time < 2; time++) await presence.closeLease(worker.incarnation);
      expect(await presence.interested([topic])).toEqual([[]]);
      expect(await presence.register(worker.incarnation, [topic], 1)).toBe(false);
    });

    test('a worker back with a new incarnation has nothing until it registers again', async () => {
      const topic = freshName('u');
      const old = await newWorker();
      await presence.register(old.incarnation, [topic], 1);
      await presence.closeLease(old.incarnation);
      const again = { incarnation: freshName('incarnation'), address: old.address };
      await presence.openLease(again, ttlMs);
      expect(await presence.interested([topic])).toEqual([[]]);
      await presence.register(again.incarnation, [topic], 1);
      expect(await presence.interested([topic])).toEqual([[again]]);
    });
  });
}
