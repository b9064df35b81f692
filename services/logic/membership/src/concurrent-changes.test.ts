import { ServiceError } from '@microchat/core/service-error';
import type { KvStore } from '@microchat/ports/kv-store';
import { FaultyKvStore } from '@microchat/testkit/faulty-kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGroup } from './testing/check-group.ts';
import { startMembership, type MembershipProcess } from './testing/start-membership.ts';

const users = ['bob', 'carol', 'dave', 'erin'];

interface Change {
  /** Which of the two processes takes the call. */
  readonly process: 0 | 1;
  readonly kind: 'add' | 'remove' | 'leave';
  readonly userIds: readonly string[];
}

/** Each inner list is called at the same time, the next one when all have their answer. */
const histories: fc.Arbitrary<Change[][]> = fc.array(
  fc.array(
    fc.record({
      process: fc.constantFrom<0 | 1>(0, 1),
      kind: fc.constantFrom<Change['kind']>('add', 'add', 'remove', 'leave'),
      userIds: fc.uniqueArray(fc.constantFrom(...users), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  { minLength: 1, maxLength: 6 },
);

async function apply(process: MembershipProcess, groupId: string, { kind, userIds }: Change): Promise<void> {
  const userId = userIds[0] ?? '';
  if (kind === 'add') await process.client.addMembers({ actorId: 'alice', groupId, userIds: [...userIds] });
  else if (kind === 'remove') await process.client.removeMember({ actorId: 'alice', groupId, userId });
  else await process.client.removeMember({ actorId: userId, groupId, userId });
}

/** Leaving a group that one is not in, and a process that loses every race or whose store is away, are answers too. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  return error.reason === 'GROUP_NOT_FOUND' || ['UNAVAILABLE', 'ABORTED', 'RESOURCE_EXHAUSTED'].includes(error.code);
}

async function createTeam(process: MembershipProcess): Promise<string> {
  for (;;) {
    try {
      const reply = await process.client.createGroup({ actorId: 'alice', name: 'Team', memberIds: ['bob'] });
      return reply.groupId;
    } catch (error) {
      if (!isAnswer(error)) throw error;
    }
  }
}

/** Two processes on one store live through the history; at the end, with everything well, all stores must agree. */
async function live(engine: MemoryEngine, kv: KvStore, history: readonly Change[][], heal = () => {}): Promise<void> {
  const shared = { kv, eventLog: engine.eventLog };
  const first = await startMembership(shared, { name: 'first' });
  const second = await startMembership(shared, { name: 'second' });
  const groupId = await createTeam(first);
  for (const together of history) {
    const calls = together.map((change) => apply(change.process === 0 ? first : second, groupId, change));
    for (const outcome of await Promise.allSettled(calls)) {
      if (outcome.status === 'rejected' && !isAnswer(outcome.reason)) throw outcome.reason;
    }
  }
  heal();
  await first.catchUp();
  expect(await checkGroup(second, groupId)).toEqual(await checkGroup(first, groupId));
  await first.stop();
  await second.stop();
}

describe('changes at the same time', () => {
  it('bring an addition and a removal of the same user into one order everywhere', async () => {
    const both: Change[] = [
      { process: 0, kind: 'add', userIds: ['carol'] },
      { process: 1, kind: 'remove', userIds: ['carol'] },
      { process: 0, kind: 'remove', userIds: ['carol'] },
      { process: 1, kind: 'add', userIds: ['carol'] },
    ];
    for (let round = 0; round < 5; round += 1) {
      const engine = new MemoryEngine();
      await live(engine, engine.kv, [both, both]);
    }
  });

  it('add every user once, whoever asks', async () => {
    const engine = new MemoryEngine();
    const first = await startMembership(engine, { name: 'first' });
    const second = await startMembership(engine, { name: 'second' });
    const groupId = await createTeam(first);
    const userIds = Array.from({ length: 30 }, (_, place) => `user-${place}`);
    const add = (process: MembershipProcess, userId: string) =>
      process.client.addMembers({ actorId: 'alice', groupId, userIds: [userId] });
    await Promise.all(userIds.flatMap((userId) => [add(first, userId), add(second, userId)]));
    const { memberIds, entries } = await checkGroup(second, groupId);
    expect(memberIds).toHaveLength(32);
    expect(entries).toHaveLength(31);
  });

  it('leave the members that the log tells, in any history', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const engine = new MemoryEngine();
        await live(engine, engine.kv, history);
      }),
      { numRuns: 30 },
    );
  });

  it('leave the members that the log tells on a store that fails', async () => {
    const fired = { unknownApplied: 0, unknownLost: 0, unavailable: 0 };
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
        const engine = new MemoryEngine();
        const kv = new FaultyKvStore(engine.kv, {
          random: new SeededRandom(seed),
          rates: { unknownApplied: 0.03, unknownLost: 0.03, unavailable: 0.01 },
          timers: realTimers,
        });
        await live(engine, kv, history, () => kv.dice.heal());
        fired.unknownApplied += kv.dice.fired.unknownApplied;
        fired.unknownLost += kv.dice.fired.unknownLost;
        fired.unavailable += kv.dice.fired.unavailable;
      }),
      { numRuns: 15 },
    );
    for (const [fault, count] of Object.entries(fired)) expect(count, fault).toBeGreaterThan(0);
  }, 60_000);
});
