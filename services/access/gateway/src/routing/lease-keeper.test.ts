import { ServiceError } from '@microchat/core/service-error';
import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, it } from 'vitest';
import { LeaseKeeper } from './lease-keeper.ts';

const away = new ServiceError('UNAVAILABLE', { reason: 'AWAY', message: 'away' });

function setUp() {
  const time = new ManualTime();
  const events: string[] = [];
  const world = { open: true, renew: 'alive' as 'alive' | 'gone' | 'away' };
  const known = new Set<string>();
  const keeper = new LeaseKeeper({
    presence: {
      openLease: async ({ incarnation = '' }) => {
        if (!world.open) throw away;
        expect(known.has(incarnation)).toBe(false);
        known.add(incarnation);
        return {};
      },
      renewLease: async () => {
        events.push(`renew ${world.renew}`);
        if (world.renew === 'away') throw away;
        return { alive: world.renew === 'alive' };
      },
      closeLease: async () => {
        events.push('close');
        return {};
      },
    },
    timers: time,
    random: new SeededRandom('lease'),
    address: 'unix:/worker',
    workerId: 3,
    opened: (incarnation, first) => {
      expect(incarnation).toMatch(/^w3-[0-9a-f]{24}$/);
      events.push(first ? 'opened first' : 'opened again');
    },
    lost: () => events.push('lost'),
    failed: (call) => events.push(`${call} failed`),
  });
  return { time, events, world, keeper, known };
}

describe('lease keeper', () => {
  it('opens a lease and renews it every 3 s, through times when presence is away', async () => {
    const { time, events, world, keeper } = setUp();
    await keeper.start();
    await time.advanceSettling(3_000);
    world.renew = 'away';
    await time.advanceSettling(3_000);
    world.renew = 'alive';
    await time.advanceSettling(3_000);
    expect(events).toEqual(['opened first', 'renew alive', 'renew away', 'renew failed', 'renew alive']);
  });

  it('takes a new incarnation when the lease is lost, tries until it has one, and renews that', async () => {
    const { time, events, world, keeper, known } = setUp();
    await keeper.start();
    world.renew = 'gone';
    world.open = false;
    await time.advanceSettling(3_000);
    await time.advanceSettling(500);
    world.open = true;
    world.renew = 'alive';
    await time.advanceSettling(500);
    await time.advanceSettling(3_000);
    expect(events).toEqual([
      'opened first',
      'renew gone',
      'lost',
      'open failed',
      'open failed',
      'opened again',
      'renew alive',
    ]);
    expect(known.size).toBe(2);
  });

  it('hears of the loss by a registration as well, once, and not of an older lease', async () => {
    const { time, events, keeper, known } = setUp();
    await keeper.start();
    const [first = ''] = known;
    keeper.leaseLost(first);
    keeper.leaseLost(first);
    await time.advanceSettling(0);
    keeper.leaseLost(first);
    await time.advanceSettling(0);
    expect(events).toEqual(['opened first', 'lost', 'opened again']);
  });

  it('fails to start when presence stays away for 10 s', async () => {
    const { time, world, keeper } = setUp();
    world.open = false;
    const started = expect(keeper.start()).rejects.toThrow('away');
    await time.advanceSettling(11_000);
    await started;
  });

  it('closes the lease and renews no more', async () => {
    const { time, events, keeper } = setUp();
    await keeper.start();
    await keeper.stop();
    await time.advanceSettling(10_000);
    expect(events).toEqual(['opened first', 'close']);
  });
});
