import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConversationJudge } from './conversation-judge.ts';
import type { Problem } from './problem.ts';
import { entry } from './testing/stored-entry.ts';

const after = { index: 7, messageId: '70' };

const judge = () => new ConversationJudge('s~alice~bob', after, ['phone', 'tablet']);
const kinds = (problems: readonly Problem[]) => problems.map(({ kind }) => kind);

/** Everybody hears of an entry. */
function tell(judged: ConversationJudge, ...indexes: number[]): void {
  for (const index of indexes) for (const device of ['phone', 'tablet']) judged.told(device, entry(index));
}

describe('a conversation that is judged piece by piece', () => {
  it('is good when everything is stored once, in order, and told', () => {
    const judged = judge();
    judged.acknowledged(entry(8), 1);
    tell(judged, 8, 9);
    expect(judged.stored([entry(8)], 2)).toEqual([]);
    judged.acknowledged(entry(9), 3);
    expect(judged.isFollowed).toBe(true);
    expect(judged.stored([entry(9)], 4)).toEqual([]);
    expect(judged.through).toMatchObject({ index: 9, messageId: '90' });
    expect(judged).toMatchObject({ acknowledgedCount: 2, storedCount: 2, isFollowed: true });
    expect(judged.finish()).toEqual([]);
  });

  it('says that an acknowledged message is not in the history that was read after it', () => {
    const judged = judge();
    judged.acknowledged(entry(8), 1);
    judged.acknowledged(entry(9), 2);
    tell(judged, 8);
    expect(judged.stored([entry(8)], 3)).toEqual([
      { kind: 'lost', what: 's~alice~bob: c-9 was acknowledged as index 9 (90) and is not stored' },
    ]);
  });

  it('does not ask for what was acknowledged while the history was read', () => {
    const judged = judge();
    judged.acknowledged(entry(8), 5);
    tell(judged, 8);
    expect(judged.stored([], 4)).toEqual([]);
    expect(judged.stored([entry(8)], 6)).toEqual([]);
  });

  it('compares an acknowledgement that comes after its entry was read', () => {
    const judged = judge();
    judged.stored([entry(8), entry(9)], 1);
    judged.acknowledged({ ...entry(8), messageId: '81' }, 2);
    judged.acknowledged(entry(9), 2);
    expect(kinds(judged.stored([], 3))).toEqual(['reordered']);
  });

  it('says that entries are missing between two readings', () => {
    const judged = judge();
    judged.stored([entry(8)], 1);
    expect(kinds(judged.stored([entry(10)], 2))).toEqual(['lost']);
  });

  it('says once that a message was stored again in a later reading', () => {
    const judged = judge();
    judged.stored([entry(8)], 1);
    expect(kinds(judged.stored([{ ...entry(9), clientMessageId: 'c-8' }], 2))).toEqual(['doubled']);
    expect(judged.stored([entry(10)], 3)).toEqual([]);
  });

  it('waits for a device that is behind, and says at the end what it was not told', () => {
    const judged = judge();
    judged.told('phone', entry(8));
    judged.told('phone', entry(9));
    judged.told('tablet', entry(8));
    expect(judged.stored([entry(8), entry(9)], 1)).toEqual([]);
    expect(judged.isFollowed).toBe(false);
    expect(judged.finish()).toEqual([{ kind: 'lost', what: 's~alice~bob: tablet: index 9 was not told' }]);
  });

  it('says that a device was told what came later, but not what came before', () => {
    const judged = judge();
    tell(judged, 8);
    judged.told('phone', entry(10));
    judged.told('tablet', entry(9));
    judged.told('tablet', entry(10));
    expect(
      judged.stored(
        [8, 9, 10].map((index) => entry(index)),
        1,
      ),
    ).toEqual([{ kind: 'lost', what: 's~alice~bob: phone: index 9 was not told' }]);
    judged.told('phone', entry(9));
    expect(kinds(judged.stored([], 2))).toEqual(['doubled']);
  });

  it('does not look at what was before', () => {
    const judged = judge();
    judged.told('phone', entry(3));
    expect(judged.stored([], 1)).toEqual([]);
    expect(judged.isFollowed).toBe(true);
  });

  it('keeps a bounded number of entries, and says what a device missed of those that it forgets', () => {
    const judged = judge();
    const entries = Array.from({ length: 10_002 }, (_, at) => entry(at + 8));
    for (const { index } of entries) judged.told('phone', entry(index));
    const problems = judged.stored(entries, 1);
    expect(problems.map(({ what }) => what)).toEqual([
      's~alice~bob: tablet: index 8 was not told',
      's~alice~bob: tablet: index 9 was not told',
    ]);
  });

  it('finds whatever is taken out of an honest history, however it is read', () => {
    const indexes = Array.from({ length: 20 }, (_, at) => at + 8);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19 }), fc.array(fc.integer({ min: 0, max: 19 })), (planted, cuts) => {
        const judged = judge();
        for (const index of indexes) judged.acknowledged(entry(index), 0);
        tell(judged, ...indexes);
        const history = indexes.filter((_, at) => at !== planted).map((index) => entry(index));
        const bounds = [0, ...cuts.toSorted((left, right) => left - right), history.length];
        // Only the last reading begins after the acknowledgements.
        const problems = bounds
          .slice(1)
          .flatMap((to, at) => judged.stored(history.slice(bounds[at], to), at === bounds.length - 2 ? 1 : -1));
        problems.push(...judged.finish());
        expect(kinds(problems)).toContain('lost');
      }),
    );
  });
});
