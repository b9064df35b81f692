import { expect, test } from 'vitest';
import { checkCommit, checkMerge, checkMultiRead, checkRead, checkScan, commitBytes, commitRows } from './kv-limits.ts';
import { type Commit, KvLimitError, kvLimits } from './kv-store.ts';

const key = { table: 't', partition: 'p' };
const event = { topic: 'x', key: 'k', sequence: 1, value: new Uint8Array(100) };
const commit: Commit = {
  key,
  ifVersion: 0,
  commitId: 'c',
  head: new Uint8Array(7),
  puts: [{ column: 'abc', value: new Uint8Array(20) }],
  deletes: ['de'],
  events: [event],
};

test('rows are puts and deletes; bytes are the head, names and values, without events', () => {
  expect(commitRows(commit)).toBe(2);
  expect(commitBytes(commit)).toBe(7 + 3 + 20 + 2);
  expect(commitBytes({ puts: [], deletes: [] })).toBe(0);
});

test.each([
  ['as many events as allowed', { events: Array.from({ length: kvLimits.commitEventsMax }, () => event) }],
  [
    'as many bytes of events as allowed',
    { events: [{ ...event, value: new Uint8Array(kvLimits.commitEventBytesMax) }] },
  ],
  ['the largest sequence', { events: [{ ...event, sequence: Number.MAX_SAFE_INTEGER }] }],
  ['no row at all', { puts: [], deletes: [] }],
])('a commit may have %s', (_case, part) => {
  expect(() => checkCommit({ ...commit, ...part })).not.toThrow(KvLimitError);
});

test.each([
  ['too many events', { events: Array.from({ length: kvLimits.commitEventsMax + 1 }, () => event) }],
  ['too many bytes of events', { events: [{ ...event, value: new Uint8Array(kvLimits.commitEventBytesMax + 1) }] }],
  ['an event without a topic', { events: [{ ...event, topic: '' }] }],
  ['a sequence that is no number', { events: [{ ...event, sequence: Number.NaN }] }],
  ['a column twice among the puts', { puts: [...commit.puts, ...commit.puts] }],
])('a commit may not have %s', (_case, part) => {
  expect(() => checkCommit({ ...commit, ...part })).toThrow(KvLimitError);
});

test('names are printable ASCII; bounds may be empty and one character longer', () => {
  const longest = 'x'.repeat(kvLimits.nameLengthMax);
  expect(() => checkRead(key, [' ', '~', longest])).not.toThrow(KvLimitError);
  for (const name of ['', '\x1f', '\x7f', 'ü', '\u{1f600}', `${longest}x`, 'a\n']) {
    expect(() => checkRead(key, [name]), JSON.stringify(name)).toThrow(KvLimitError);
    expect(() => checkMultiRead([{ key: { table: name, partition: 'p' }, columns: [] }])).toThrow(KvLimitError);
    expect(() => checkMerge([{ key, column: name, value: new Uint8Array() }])).toThrow(KvLimitError);
  }
  const range = { from: '', to: `${longest}\x7f`, limit: 1 };
  expect(() => checkScan(key, range)).not.toThrow(KvLimitError);
  for (const bound of [`${longest}xx`, 'ü']) {
    expect(() => checkScan(key, { ...range, from: bound })).toThrow(KvLimitError);
    expect(() => checkScan(key, { ...range, to: bound })).toThrow(KvLimitError);
  }
});

test('an error never repeats what it was given: names may be long and values secret', () => {
  const secret = 'sécret'.repeat(100);
  const thrown = () => checkRead(key, [secret]);
  expect(thrown).toThrow(KvLimitError);
  expect(thrown).not.toThrow(/sécret/);
});
