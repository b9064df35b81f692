import { ServiceError } from '@microchat/core/service-error';
import type { OpenEngine } from '@microchat/testkit/engine-under-test';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { describe, expect, it } from 'vitest';
import { checkGroup } from './testing/check-group.ts';
import { engines } from './testing/engines.ts';
import { startMembership, type Interceptor, type MembershipProcess } from './testing/start-membership.ts';

const unavailable = new ServiceError('UNAVAILABLE', { reason: 'STORE_UNAVAILABLE', message: 'injected' });

interface Crash {
  /** Number of the call that does not return, among all that the service makes; from 1. */
  readonly at: number;
  /** Whether that call still takes effect. */
  readonly effect: boolean;
}

/** A process that dies at one call: neither this call nor any later one returns. */
function dyingAt({ at, effect }: Crash) {
  return dyingWhen((calls) => calls.length === at, effect);
}

/** Dies at its first call of a method, without an effect. */
function dyingOn(method: string) {
  return dyingWhen((calls) => calls.at(-1) === method, false);
}

function dyingWhen(isTime: (calls: readonly string[]) => boolean, effect: boolean) {
  const calls: string[] = [];
  const died = Promise.withResolvers<void>();
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  const intercept: Interceptor = async (method, call) => {
    if (isDead) return never;
    calls.push(method);
    if (!isTime(calls)) return call();
    isDead = true;
    if (effect) await call();
    died.resolve();
    return never;
  };
  return { intercept, died: died.promise, calls };
}

type Change = (process: MembershipProcess, groupId: string) => Promise<unknown>;

const changes: Record<string, Change> = {
  'an addition': ({ client }, groupId) => client.addMembers({ actorId: 'alice', groupId, userIds: ['carol', 'dave'] }),
  'a removal': ({ client }, groupId) => client.removeMember({ actorId: 'alice', groupId, userId: 'bob' }),
};

/** Makes a group, dies in the change at the crash point and answers what a new process made of it. */
async function interrupt(open: OpenEngine, change: Change, crash: Crash) {
  const engine = await open();
  const before = await startMembership(engine, { name: 'before' });
  const { groupId } = await before.client.createGroup({ actorId: 'alice', name: 'Team', memberIds: ['bob'] });
  const { intercept, died, calls } = dyingAt(crash);
  const dying = await startMembership(engine, { name: 'dying', intercept });
  const outcome = await Promise.race([change(dying, groupId).then(() => 'answered'), died.then(() => 'died')]);
  const reopened = await engine.reopen();
  const after = await startMembership(reopened, { name: 'after' });
  await after.catchUp();
  const close = async () => {
    await after.stop();
    await reopened.close();
  };
  return { after, close, groupId, outcome, interrupted: calls.at(-1) };
}

const cases = engines.flatMap(([engine, open]) =>
  Object.entries(changes).map(([name, change]) => ({ name: `${name} on ${engine}`, open, change })),
);

describe.each(cases)('$name whose process dies', ({ open, change }) => {
  it.each([true, false])(
    'is completed by the next one, wherever it died (last call took effect: %s)',
    async (effect) => {
      const reached = new Set<string>();
      for (let at = 1; ; at += 1) {
        const { after, close, groupId, outcome, interrupted = '' } = await interrupt(open, change, { at, effect });
        const { entries } = await checkGroup(after, groupId);
        reached.add(interrupted);
        await change(after, groupId);
        const repeated = await checkGroup(after, groupId);
        expect(repeated.entries, `repeated after ${interrupted} (${at})`).toHaveLength(2);
        await close();
        if (outcome === 'died') continue;
        expect(entries).toHaveLength(2);
        break;
      }
      expect([...reached]).toEqual(
        expect.arrayContaining([
          'getMember',
          'proposeChange',
          'listPending',
          'append',
          'settleChange',
          'recordMembership',
        ]),
      );
    },
  );
});

describe('a creation whose process dies', () => {
  it('is completed with everybody who was proposed', async () => {
    const engine = new MemoryEngine();
    const { intercept, died } = dyingOn('listPending');
    const dying = await startMembership(engine, { name: 'dying', intercept });
    void dying.client.createGroup({ actorId: 'alice', name: 'Team', memberIds: ['bob'] });
    await died;
    const after = await startMembership(engine.restart(), { name: 'after' });
    await after.catchUp();
    const { entries } = await after.sessionStore.listMemberships({ userId: 'bob' });
    expect(entries).toHaveLength(1);
    expect((await checkGroup(after, entries[0]?.groupId ?? '')).memberIds).toEqual(['alice', 'bob']);
  });
});

describe('a call that meets an interrupted change', () => {
  /** Carol is proposed, and her change is not in the log; no consumer runs. */
  async function withCarolJoining() {
    const engine = new MemoryEngine();
    const { intercept, died } = dyingOn('append');
    const dying = await startMembership(engine, { name: 'dying', intercept });
    const process = await startMembership(engine, { name: 'living' });
    const { groupId } = await process.client.createGroup({ actorId: 'alice', name: 'Team', memberIds: ['bob'] });
    void dying.client.addMembers({ actorId: 'alice', groupId, userIds: ['carol'] });
    await died;
    return { process, groupId };
  }

  it('completes it before it answers that there was nothing to do', async () => {
    const { process, groupId } = await withCarolJoining();
    await process.client.addMembers({ actorId: 'alice', groupId, userIds: ['carol'] });
    expect((await checkGroup(process, groupId)).spans.get('carol')).toEqual([{ fromIndex: 2, toIndex: 0 }]);
  });

  it('completes it before the opposite change', async () => {
    const { process, groupId } = await withCarolJoining();
    await process.client.removeMember({ actorId: 'alice', groupId, userId: 'carol' });
    expect((await checkGroup(process, groupId)).spans.get('carol')).toEqual([{ fromIndex: 2, toIndex: 3 }]);
  });

  it('completes it before a change of others', async () => {
    const { process, groupId } = await withCarolJoining();
    await process.client.addMembers({ actorId: 'alice', groupId, userIds: ['dave'] });
    const { spans } = await checkGroup(process, groupId);
    expect([spans.get('carol'), spans.get('dave')]).toEqual([
      [{ fromIndex: 2, toIndex: 0 }],
      [{ fromIndex: 3, toIndex: 0 }],
    ]);
  });
});

describe('the consumer of proposals', () => {
  it('finds nothing to do after a call that was answered', async () => {
    const engine = new MemoryEngine();
    const calls: string[] = [];
    const process = await startMembership(engine, {
      intercept: (method, call) => {
        calls.push(method);
        return call();
      },
    });
    await process.client.createGroup({ actorId: 'alice', name: 'Team', memberIds: ['bob'] });
    calls.length = 0;
    await process.catchUp();
    expect(calls).toEqual([]);
  });

  it('changes nothing when all proposals are read again', async () => {
    const engine = new MemoryEngine();
    const first = await startMembership(engine, { name: 'first' });
    const { groupId } = await first.client.createGroup({ actorId: 'alice', name: 'Team', memberIds: ['bob'] });
    for (let round = 0; round < 12; round += 1) {
      await first.client.removeMember({ actorId: 'alice', groupId, userId: 'bob' });
      await first.client.addMembers({ actorId: 'alice', groupId, userIds: ['bob'] });
    }
    const before = await checkGroup(first, groupId);
    // It has completed nothing itself, so it looks into every event from the start of the log.
    const second = await startMembership(engine, { name: 'second' });
    await second.catchUp();
    expect(await checkGroup(second, groupId)).toEqual(before);
  });

  it('waits for a store that is away and completes then', async () => {
    const engine = new MemoryEngine();
    let refused = 0;
    const intercept: Interceptor = (method, call) => {
      if (method !== 'append' || refused === 3) return call();
      refused += 1;
      return Promise.reject(unavailable);
    };
    const process = await startMembership(engine, { intercept });
    const creation = process.client.createGroup({ actorId: 'alice', name: 'Team', memberIds: ['bob'] });
    await expect(creation).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await process.catchUp();
    expect(refused).toBe(3);
    const { entries } = await process.sessionStore.listMemberships({ userId: 'alice' });
    expect((await checkGroup(process, entries[0]?.groupId ?? '')).memberIds).toEqual(['alice', 'bob']);
  });

  it('parks what is no proposal and goes on', async () => {
    const engine = new MemoryEngine();
    const process = await startMembership(engine);
    const garbage = { topic: 'groups', key: 'team', sequence: 1 };
    await engine.eventLog.append([
      { ...garbage, value: Uint8Array.of(255) },
      { ...garbage, value: new Uint8Array() },
    ]);
    await process.catchUp();
    expect(await process.metrics.metrics()).toContain('microchat_membership_changes_parked_total 2');
  });
});
