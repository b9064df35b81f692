import { ManualTime, settle } from '@microchat/testkit/manual-time';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { encodeCanonicalContent } from '@microchat/protocol/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboundFrame } from '../outbound/outbound-frame.ts';
import { GroupTables } from './group-tables.ts';
import type { Receiver } from './receiver.ts';

const userIds = ['alice', 'bob', 'carol'];

/** A connection that notes the indexes it is offered. */
class Recorder implements Receiver {
  readonly id = 'connection';
  readonly userId: string;
  readonly platform = 'test';
  readonly loginNumber = 0;
  readonly revocationVersion = 0;
  readonly deviceId = 'phone';
  readonly groups = new Set<string>();
  readonly seen: number[] = [];

  constructor(userId: string) {
    this.userId = userId;
  }

  offer({ range }: OutboundFrame): void {
    for (let index = range?.fromIndex ?? 1; index <= (range?.toIndex ?? 0); index++) this.seen.push(index);
  }

  removedFrom(): void {}
  replace(): void {}
  kick(): void {}
  revoke(): void {}
}

type Entry = { readonly added: string[]; readonly removed: string[] } | 'message';

function logOf(history: readonly Entry[]): LogEntry__Output[] {
  return history.map((entry, at) => {
    const content =
      entry === 'message'
        ? { text: { body: 'x' } }
        : { membership: { groupId: 'team', actorId: 'o', addedUserIds: entry.added, removedUserIds: entry.removed } };
    return {
      index: at + 1,
      messageId: String(at + 1),
      previousMessageId: String(at),
      count: at + 1,
      senderId: 'o',
      clientMessageId: `c${at}`,
      content: encodeCanonicalContent(content),
      membershipVersion: entry === 'message' ? 0 : at + 1,
    };
  });
}

/** First index of the user's membership as of entry `through`; 0 if it is none. */
function joinIndexAt(history: readonly Entry[], userId: string, through: number): number {
  let joinIndex = 0;
  history.slice(0, through).forEach((entry, at) => {
    if (entry === 'message') return;
    if (entry.added.includes(userId) && joinIndex === 0) joinIndex = at + 1;
    if (entry.removed.includes(userId)) joinIndex = 0;
  });
  return joinIndex;
}

/** Whether the user may see entry `index`: both ends of a membership are inside it. */
function isEntitled(history: readonly Entry[], userId: string, index: number): boolean {
  return joinIndexAt(history, userId, index) > 0 || joinIndexAt(history, userId, index - 1) > 0;
}

const entries: fc.Arbitrary<Entry[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Entry>('message') },
    { weight: 2, arbitrary: fc.constantFrom(...userIds).map((userId): Entry => ({ added: [userId], removed: [] })) },
    { weight: 1, arbitrary: fc.constantFrom(...userIds).map((userId): Entry => ({ added: [], removed: [userId] })) },
  ),
  { minLength: 4, maxLength: 30 },
);

/** What happens to the push of one entry; the last push always comes, so that a gap shows. */
const fates = fc.array(fc.constantFrom('come', 'come', 'come', 'lost', 'twice', 'late'), {
  minLength: 30,
  maxLength: 30,
});

function setUp(log: () => readonly LogEntry__Output[], recorders: readonly Recorder[]) {
  const failing = { fills: 0 };
  const tables = new GroupTables({
    interests: { want: () => {}, unwant: () => {}, registered: () => Promise.resolve() },
    sync: {
      fillGap: async ({ afterIndex = 0 }) => {
        if (failing.fills-- > 0) throw new Error('away');
        return { entries: log().slice(afterIndex, afterIndex + 3) };
      },
    },
    timers: new ManualTime(),
    connectionsOf: (userId) => recorders.filter((recorder) => recorder.userId === userId),
    observer: { duplicatePush: () => {}, gapFound: () => {}, entriesFilled: () => {}, fillRetried: () => {} },
  });
  return { tables, failing };
}

describe('group tables', () => {
  it('bring every entry in order, once, to whom it is for, however pushes are lost, doubled, late or of a replay (property)', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fates, fc.nat(20), fc.nat(40), async (tail, fate, connectedAfter, replayed) => {
        // Somebody is in the group all the time, so the worker follows it from its first entry.
        const history: Entry[] = [{ added: ['owner'], removed: [] }, ...tail];
        const log = logOf(history);
        let committed = 0;
        const owner = new Recorder('owner');
        const users = userIds.map((userId) => new Recorder(userId));
        const recorders = [owner, ...users];
        const { tables } = setUp(() => log.slice(0, committed), recorders);
        const startedAt = Math.min(connectedAfter + 1, history.length - 1);
        const late: LogEntry__Output[] = [];
        for (const [at, entry] of log.entries()) {
          committed = at + 1;
          if (committed === startedAt) {
            // The welcomes of all: they tell everything so far.
            for (const recorder of recorders) {
              const joinIndex = joinIndexAt(history, recorder.userId, committed);
              if (joinIndex > 0) tables.settle('team', recorder, joinIndex, committed);
            }
            // A replay of the log may push any entry of the past first.
            tables.take(
              'team',
              log.slice(replayed, replayed + 1).filter(({ index }) => index <= startedAt),
            );
          }
          if (committed <= startedAt) continue;
          const last = committed === log.length;
          if (last || fate[at] !== 'lost') tables.take('team', [entry]);
          if (fate[at] === 'twice') tables.take('team', [entry]);
          if (fate[at] === 'late') late.push(entry);
          if (late.length > 2 || last) for (const old of late.splice(0)) tables.take('team', [old]);
          await settle(1);
        }
        await settle();
        for (const recorder of recorders) {
          const expected = log.map(({ index }) => index).filter((index) => index > startedAt);
          const entitled = expected.filter((index) => isEntitled(history, recorder.userId, index));
          expect(recorder.seen.filter((index) => index > startedAt)).toEqual(entitled);
          for (const index of recorder.seen) expect(isEntitled(history, recorder.userId, index)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('do not let an old removal, pushed late, end a membership that began after it', () => {
    const history: Entry[] = [
      { added: ['alice'], removed: [] },
      { added: [], removed: ['alice'] },
      { added: ['alice'], removed: [] },
      'message',
    ];
    const log = logOf(history);
    const alice = new Recorder('alice');
    const { tables } = setUp(() => log, [alice]);
    tables.settle('team', alice, 3, 3);
    tables.take('team', log.slice(1, 2));
    expect(alice.groups.has('team')).toBe(true);
    tables.take('team', log.slice(2));
    expect(alice.seen).toEqual([3, 4]);
  });

  it('do not let an old joining, pushed late, bring back who has left since', async () => {
    const history: Entry[] = [
      { added: ['alice', 'bob'], removed: [] },
      'message',
      { added: [], removed: ['bob'] },
      'message',
    ];
    const log = logOf(history);
    const [alice, bob] = [new Recorder('alice'), new Recorder('bob')];
    const { tables } = setUp(() => log, [alice, bob]);
    tables.settle('team', alice, 1, 3);
    tables.take('team', log.slice(0, 1));
    tables.take('team', log.slice(3));
    await settle();
    expect(bob.seen).toEqual([1, 2, 3]);
    expect(bob.groups.has('team')).toBe(false);
    expect(alice.seen).toEqual([1, 2, 3, 4]);
  });

  it('never show a connection anything that its user may not see, wherever between list and pushes it came in (property)', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.nat(999),
        fc.nat(999),
        fc.nat(999),
        fc.boolean(),
        async (tail, first, second, third, followed) => {
          const history: Entry[] = [{ added: ['owner'], removed: [] }, ...tail];
          const log = logOf(history);
          const indexAt = (permille: number) => 1 + Math.floor((permille * history.length) / 1_000);
          // The table was joined, then the memberships were read, then the heads; a group that was not followed by then
          // makes the connect flow read again.
          const [joined, listed, told] = [first, second, third].map(indexAt).sort((left, right) => left - right) as [
            number,
            number,
            number,
          ];
          const owner = new Recorder('owner');
          const alice = new Recorder('alice');
          const { tables } = setUp(() => log, [owner, alice]);
          if (followed) tables.settle('team', owner, 1, 0);
          for (const entry of log) {
            tables.take('team', [entry]);
            const pushed = entry.index;
            if (pushed === joined && joinIndexAt(history, 'alice', joined) > 0) tables.join('team', alice, 0);
            if (pushed !== told) continue;
            // What the connect flow does with an answer that is older than the newest push.
            const joinIndex = joinIndexAt(history, 'alice', listed);
            const removal = log.findLastIndex(
              (_, at) =>
                at < told &&
                history[at] !== 'message' &&
                (history[at] as { removed: string[] }).removed.includes('alice'),
            );
            alice.seen.length = 0;
            const isFollowed = followed || alice.groups.has('team');
            if (joinIndex > 0 && removal + 1 < joinIndex && isFollowed) tables.settle('team', alice, joinIndex, told);
            else if (tables.visibleFrom('team', alice) === 0) tables.leave('team', alice);
          }
          await settle();
          shown += alice.seen.length;
          for (const index of alice.seen) expect(isEntitled(history, 'alice', index)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(shown).toBeGreaterThan(100);
  });
});
