import { describe, expect, it } from 'vitest';
import type { StoredEntry } from './evidence.ts';
import { judgeAcknowledged, judgeDoubled } from './judge-acknowledged.ts';
import { judgeLog, startOfLog } from './judge-log.ts';
import { judgeTold } from './judge-told.ts';
import type { ProblemKind } from './problem.ts';
import { entry } from './testing/stored-entry.ts';

const log = [1, 2, 3, 4].map((index) => entry(index));
const acknowledged = log.map(({ index, messageId, clientMessageId }) => ({ index, messageId, clientMessageId }));

describe('a log', () => {
  it.each<[string, readonly StoredEntry[], readonly ProblemKind[]]>([
    ['whole', log, []],
    ['empty', [], []],
    ['without an entry', log.toSpliced(1, 1), ['lost']],
    ['without its first entry', log.slice(1), ['lost']],
    ['with an entry twice', log.toSpliced(2, 0, entry(2)), ['doubled']],
    ['with two entries swapped', [entry(1), entry(3), entry(2), entry(4)], ['lost', 'reordered', 'lost']],
    ['with a broken chain', log.with(2, entry(3, { previousMessageId: '19' })), ['reordered']],
    ['with a messageId that sinks', [entry(1), entry(2, { messageId: '5' })], ['reordered']],
    ['with a messageId that stays', [entry(1), entry(2, { messageId: '10' })], ['reordered']],
    ['with another first', log.with(0, entry(1, { previousMessageId: '7' })), ['reordered']],
  ])('%s', (_name, entries, kinds) => {
    expect(judgeLog(entries, startOfLog).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('goes on behind a known entry', () => {
    expect(judgeLog(log.slice(2), { index: 2, messageId: '20' })).toEqual([]);
    expect(judgeLog(log.slice(2), { index: 2, messageId: '21' })).toMatchObject([{ kind: 'reordered' }]);
    expect(judgeLog(log.slice(2), { index: 2 })).toEqual([]);
  });

  it('compares messageIds beyond what a number can hold', () => {
    const entries = [
      entry(1, { messageId: '9007199254740992' }),
      entry(2, { messageId: '9007199254740993', previousMessageId: '9007199254740992' }),
    ];
    expect(judgeLog(entries, startOfLog)).toEqual([]);
  });
});

describe('what was acknowledged', () => {
  it.each<[string, readonly StoredEntry[], readonly ProblemKind[]]>([
    ['is stored', log, []],
    ['is stored among others', [...log, entry(5)], []],
    ['is not stored', log.slice(0, 3), ['lost']],
    ['is stored elsewhere', [...log.slice(0, 3), entry(5, { clientMessageId: 'c-4' })], ['reordered']],
    ['is stored under another messageId', log.with(3, entry(4, { messageId: '41' })), ['reordered']],
    ['was replaced', log.with(3, entry(4, { clientMessageId: 'foreign' })), ['lost']],
  ])('%s', (_name, entries, kinds) => {
    expect(judgeAcknowledged(entries, acknowledged).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('is stored twice: the same sender and clientMessageId', () => {
    const again = entry(5, { clientMessageId: 'c-2' });
    expect(judgeDoubled([...log, again])).toMatchObject([{ kind: 'doubled' }]);
    expect(judgeDoubled([...log, { ...again, senderId: 'bob' }])).toEqual([]);
  });
});

describe('a device', () => {
  it.each<[string, readonly number[], readonly ProblemKind[]]>([
    ['is told everything', [1, 2, 3, 4], []],
    ['is not told the last', [1, 2, 3], ['lost']],
    ['is not told one between', [1, 2, 4], ['lost']],
    ['is told nothing', [], ['lost', 'lost', 'lost', 'lost']],
    ['is told one twice', [1, 2, 2, 3, 4], ['doubled']],
    ['is told in another order', [1, 3, 2, 4], ['reordered']],
    ['is told what is not in the log', [1, 2, 3, 4, 5], ['reordered']],
  ])('%s', (_name, indexes, kinds) => {
    const told = indexes.map((index) => entry(index));
    expect(judgeTold(log, told).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('is told another message than the log has', () => {
    expect(judgeTold(log, log.with(1, entry(2, { messageId: '21' })))).toMatchObject([{ kind: 'reordered' }]);
  });
});
