import { tickAtEndOf } from '@microchat/core/message-id';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Timer, Timers } from '@microchat/ports/time';
import { FaultyKvStore } from '@microchat/testkit/faulty-kv-store';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NodeIdTakenError } from './claim-node-id.ts';
import { leaseTimes } from './lease-times.ts';
import { NodeLease } from './node-lease.ts';

/** The timers of a process that can be stopped, as SIGSTOP does: time goes on without it. */
class StoppableTimers implements Timers {
  readonly #time: ManualTime;
  #isStopped = false;
  #due: (() => void)[] = [];

  constructor(time: ManualTime) {
    this.#time = time;
  }

  after(delayMs: number, callback: () => void): Timer {
    return this.#time.after(delayMs, () => {
      if (this.#isStopped) this.#due.push(callback);
      else callback();
    });
  }

  monotonicMs(): number {
    return this.#time.monotonicMs();
  }

  stop(): void {
    this.#isStopped = true;
  }

  resume(): void {
    this.#isStopped = false;
    for (const callback of this.#due.splice(0)) callback();
  }
}

class Deployment {
  readonly time = new ManualTime();
  readonly engine = new MemoryEngine();
  readonly losses: number[] = [];

  start(name: string, node?: number, kv: KvStore = this.engine.kv) {
    const timers = new StoppableTimers(this.time);
    const claiming = NodeLease.claim({
      kv,
      clock: this.time,
      timers,
      random: new SeededRandom(name),
      address: name,
      node,
      lost: (lostNode) => this.losses.push(lostNode),
      claimFailed: () => undefined,
    });
    // Whoever starts may fail while others are being waited for.
    claiming.catch(() => undefined);
    return { timers, claiming };
  }

  /** Time in small steps, so that everybody's timers and calls take their turns. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 250) await this.time.advanceSettling(Math.min(left, 250));
  }
}

function nodeOf(lease: NodeLease): number | 'none' {
  try {
    return lease.current().node;
  } catch {
    return 'none';
  }
}

describe('a node id that was configured', () => {
  test('is claimed at once when it is free, and kept', async () => {
    const all = new Deployment();
    const lease = await all.start('one', 7).claiming;
    expect(nodeOf(lease)).toBe(7);
    await all.pass(60_000);
    expect(nodeOf(lease)).toBe(7);
    await lease.release();
  });

  test('belongs to one process: a second one fails and says which variable and which process', async () => {
    const all = new Deployment();
    const lease = await all.start('10.0.0.5:7001', 7).claiming;
    const second = all.start('two', 7);
    await all.pass(leaseTimes.takeOverAfterMs);
    await expect(second.claiming).rejects.toThrow(NodeIdTakenError);
    await expect(second.claiming).rejects.toThrow(/node id 7 .* 10\.0\.0\.5:7001.* MICROCHAT_NODE_ID/);
    expect(nodeOf(lease)).toBe(7);
  });

  test('is free at once after a clean stop, and ids stay above those given before', async () => {
    const all = new Deployment();
    const first = await all.start('one', 7).claiming;
    // Ids run ahead of the clock where an earlier writer's clock was ahead.
    const given = tickAtEndOf(all.time.now() + 90_000);
    first.current().lastTick = given;
    await first.release();
    expect(nodeOf(first)).toBe('none');
    const second = await all.start('two', 7).claiming;
    expect(second.current().lastTick).toBeGreaterThanOrEqual(given);
  });

  test('of a killed process is taken over when its claim has expired, not before', async () => {
    const all = new Deployment();
    const killed = all.start('one', 7);
    await killed.claiming;
    killed.timers.stop();
    const next = all.start('two', 7);
    let isClaimed = false;
    void next.claiming.then(() => (isClaimed = true));
    await all.pass(leaseTimes.takeOverAfterMs - 500);
    expect(isClaimed).toBe(false);
    await all.pass(1_500);
    expect(nodeOf(await next.claiming)).toBe(7);
  });

  test('is given up by a process that stood still, before and after it learns who has it now', async () => {
    const all = new Deployment();
    const stopped = all.start('one', 7);
    const lease = await stopped.claiming;
    stopped.timers.stop();
    const next = all.start('two', 7);
    await all.pass(leaseTimes.takeOverAfterMs + 1_000);
    expect(nodeOf(await next.claiming)).toBe(7);
    expect(nodeOf(lease)).toBe('none');
    stopped.timers.resume();
    await all.pass(20_000);
    expect(nodeOf(lease)).toBe('none');
    expect(all.losses).toEqual([7]);
    // The other one goes: the number is his again.
    await (await next.claiming).release();
    await all.pass(10_000);
    expect(nodeOf(lease)).toBe(7);
  });

  test('gives no ids while the store is away for long, and again when it is back', async () => {
    const all = new Deployment();
    let isAway = false;
    const kv = new FaultyKvStore(all.engine.kv, {
      random: new SeededRandom(1),
      timers: all.time,
      plan: () => (isAway ? 'unavailable' : undefined),
    });
    const lease = await all.start('one', 7, kv).claiming;
    isAway = true;
    await all.pass(leaseTimes.validMs - leaseTimes.renewEveryMs - 500);
    expect(nodeOf(lease)).toBe(7);
    await all.pass(leaseTimes.validMs);
    expect(nodeOf(lease)).toBe('none');
    isAway = false;
    await all.pass(leaseTimes.renewEveryMs + 500);
    expect(nodeOf(lease)).toBe(7);
    expect(all.losses).toEqual([]);
  });

  test('survives renewals that were done although they seemed to fail', async () => {
    const all = new Deployment();
    let calls = 0;
    const kv = new FaultyKvStore(all.engine.kv, {
      random: new SeededRandom(1),
      timers: all.time,
      plan: ({ operation }) => (operation === 'commit' && (calls += 1) % 2 === 0 ? 'unknownApplied' : undefined),
    });
    const lease = await all.start('one', 7, kv).claiming;
    for (let second = 0; second < 60; second += 1) {
      await all.pass(1_000);
      expect(nodeOf(lease)).toBe(7);
    }
    expect(all.losses).toEqual([]);
    expect(kv.dice.fired.unknownApplied).toBeGreaterThan(5);
  });
});

describe('without a configured node id', () => {
  test('processes that start together take different ones', async () => {
    const all = new Deployment();
    const starting = Array.from({ length: 20 }, (_, place) => all.start(`process-${place}`).claiming);
    const nodes = (await Promise.all(starting)).map(nodeOf);
    expect(new Set(nodes).size).toBe(20);
    expect(nodes).not.toContain('none');
  });

  test('a process that lost its number goes on with another one', async () => {
    const all = new Deployment();
    const stopped = all.start('one');
    const lease = await stopped.claiming;
    const node = nodeOf(lease) as number;
    stopped.timers.stop();
    const thief = all.start('two', node);
    await all.pass(leaseTimes.takeOverAfterMs + 1_000);
    await thief.claiming;
    stopped.timers.resume();
    await all.pass(5_000);
    expect(nodeOf(lease)).not.toBe('none');
    expect(nodeOf(lease)).not.toBe(node);
  });
});

describe('however processes stand still and whatever fails', () => {
  interface Slot {
    readonly timers: StoppableTimers;
    lease: NodeLease | undefined;
    /** It was refused: its number belongs to another one. */
    isDown: boolean;
  }

  const step = fc.record({
    place: fc.nat(3),
    kind: fc.constantFrom<'stop' | 'go' | 'replace' | 'pass'>('stop', 'go', 'go', 'replace', 'pass', 'pass', 'pass'),
    ms: fc.integer({ min: 250, max: 20_000 }),
  });

  test('never do two have one node id at the same time', async () => {
    const seen = { expired: 0, lost: 0, refused: 0 };
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 50 }),
      fc.nat(),
      async (steps, seed) => {
        const all = new Deployment();
        const kv = new FaultyKvStore(all.engine.kv, {
          random: new SeededRandom(seed),
          timers: all.time,
          rates: { unavailable: 0.05, unknownApplied: 0.05, unknownLost: 0.05, delay: 0.1 },
          delayMsMax: 2_000,
        });
        // Four processes with two numbers.
        const start = (place: number): Slot => {
          const { timers, claiming } = all.start(`${seed}-${place}-${all.time.monotonicMs()}`, place % 2, kv);
          const slot: Slot = { timers, lease: undefined, isDown: false };
          claiming.then(
            (lease) => (slot.lease = lease),
            () => (slot.isDown = true),
          );
          return slot;
        };
        const slots = [0, 1, 2, 3].map(start);
        const check = () => {
          const nodes = slots.map(({ lease }) => (lease === undefined ? 'none' : nodeOf(lease)));
          for (const node of [0, 1]) expect(nodes.filter((held) => held === node).length).toBeLessThanOrEqual(1);
          seen.expired += slots.filter(({ lease }, place) => lease !== undefined && nodes[place] === 'none').length;
        };
        const passChecking = async (ms: number) => {
          for (let left = ms; left > 0; left -= 250) {
            await all.pass(Math.min(left, 250));
            check();
          }
        };
        const startAgain = (place: number) => {
          slots[place]?.timers.stop();
          seen.refused += Number(slots[place]?.isDown);
          slots[place] = start(place);
        };
        for (const { place, kind, ms } of steps) {
          const slot = slots[place] as Slot;
          if (kind === 'pass') await passChecking(ms);
          else if (kind === 'stop') slot.timers.stop();
          else if (kind === 'go' && !slot.isDown) slot.timers.resume();
          else {
            // Killed or refused: somebody starts it again, or the other one with its number.
            startAgain(kind === 'go' ? place : (place + 2) % 4);
          }
          await settle();
          check();
        }
        for (const { timers } of slots) timers.resume();
        await passChecking(3_000);
        seen.lost += all.losses.length;
      },
    );
    // Chance decides what happens: as often as it takes until everything has.
    const roundsMax = 6;
    for (let round = 0; round < roundsMax && Object.values(seen).includes(0); round += 1) {
      await fc.assert(property, { numRuns: 40 });
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
  });
});
