import { commitBytes, commitRows } from '@microchat/ports/kv-limits';
import { type Commit, kvEngineLimits, kvLimits } from '@microchat/ports/kv-store';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeCommit } from './compose-commit.ts';
import { decodeHead, type Envelope, noEvents } from './envelope.ts';
import { type OutboxRow, outboxColumns, outboxRow } from './outbox-rows.ts';

const key = { table: 'things', partition: 'a' };
const head = Buffer.from('head');

function commitAt(ifVersion: number, part: Partial<Commit> = {}): Commit {
  return { key, ifVersion, commitId: 'c', puts: [], deletes: [], events: [], ...part };
}

function rowAt(version: number, bytes = 10): OutboxRow {
  return { version, events: [{ topic: 't', key: 'k', sequence: version, value: Buffer.alloc(bytes) }] };
}

const limits = kvEngineLimits;

describe('a commit for the engine', () => {
  test('carries the newest events in the one column that is overwritten', () => {
    const envelope = { ...noEvents, eventsThrough: 4, publishedThrough: 3 };
    const composed = composeCommit({ commit: commitAt(4), head, envelope, publishedThrough: 4, row: rowAt(5), limits });
    expect(composed?.commit.puts.map(({ column }) => column)).toEqual([outboxColumns.newest]);
    expect(composed?.envelope).toEqual({ publishedThrough: 4, eventsThrough: 5, namedFrom: 0, namedThrough: 0 });
    expect(outboxRow.decode(composed?.commit.puts[0]?.value ?? head)).toEqual(rowAt(5));
    expect(decodeHead(composed?.commit.head ?? head)).toEqual({ envelope: composed?.envelope, head });
  });

  test('leaves unpublished events where they are', () => {
    const envelope = { ...noEvents, eventsThrough: 4, publishedThrough: 2 };
    const composed = composeCommit({ commit: commitAt(4), head, envelope, publishedThrough: 3, row: rowAt(5), limits });
    expect(composed?.commit.puts.map(({ column }) => column)).toEqual([outboxColumns.of(5)]);
    expect(composed?.envelope).toEqual({ publishedThrough: 3, eventsThrough: 5, namedFrom: 5, namedThrough: 5 });
  });

  test('deletes published rows on the way', () => {
    const envelope = { publishedThrough: 2, eventsThrough: 9, namedFrom: 3, namedThrough: 9 };
    const composed = composeCommit({ commit: commitAt(9), head, envelope, publishedThrough: 6, limits });
    expect(composed?.commit.deletes).toEqual([3, 4, 5, 6].map(outboxColumns.of));
    expect(composed?.envelope).toMatchObject({ publishedThrough: 6, namedFrom: 7, namedThrough: 9 });
  });

  test('remembers its predecessor until its first events are published', () => {
    const follows = { table: 'things', partition: 'before' };
    const first = composeCommit({
      commit: commitAt(0, { follows }),
      head,
      envelope: noEvents,
      publishedThrough: 0,
      row: rowAt(1),
      limits,
    });
    expect(first?.envelope.follows).toEqual(follows);
    expect(decodeHead(first?.commit.head ?? head).envelope.follows).toEqual(follows);
    const envelope = first?.envelope ?? noEvents;
    const unpublished = composeCommit({ commit: commitAt(1), head, envelope, publishedThrough: 0, limits });
    expect(unpublished?.envelope.follows).toEqual(follows);
    const published = composeCommit({ commit: commitAt(1), head, envelope, publishedThrough: 1, limits });
    expect(published?.envelope.follows).toBeUndefined();
  });

  test('is refused only for the size of its events', () => {
    const full = commitAt(3, { puts: [{ column: 'x', value: Buffer.alloc(kvLimits.commitBytesMax - 1) }] });
    const composing = { commit: full, head: Buffer.alloc(0), envelope: noEvents, publishedThrough: 3, limits };
    expect(composeCommit({ ...composing, row: rowAt(4, 5_000) })).toBeUndefined();
    expect(composeCommit({ ...composing, row: { version: 4, events: [], overflow: 'i'.repeat(40) } })).toBeDefined();
  });

  const envelopes: fc.Arbitrary<{ envelope: Envelope; ifVersion: number; published: number }> = fc
    .tuple(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500), fc.boolean())
    .map(([a, b, c, d, hasNamed]) => {
      const [stored = 0, published = 0, events = 0, version = 0] = [a, b, c, d].sort((left, right) => left - right);
      const named = { namedFrom: Math.max(1, Math.floor(stored / 2)), namedThrough: events };
      const hasRows = hasNamed && named.namedFrom <= named.namedThrough;
      const envelope = {
        publishedThrough: stored,
        eventsThrough: events,
        namedFrom: 0,
        namedThrough: 0,
        ...(hasRows && named),
      };
      return { envelope, ifVersion: version, published };
    });

  test('stays in the limits of the engine, says only what is true and deletes only what is published', () => {
    const rows = fc.nat(kvLimits.commitRowsMax);
    const property = fc.property(envelopes, rows, fc.boolean(), fc.nat(60_000), (state, count, hasRow, bytes) => {
      const { envelope, ifVersion, published } = state;
      const puts = Array.from({ length: count }, (_, n) => ({ column: `c${n}`, value: Buffer.alloc(300) }));
      const commit = commitAt(ifVersion, { puts });
      const row = hasRow ? { row: rowAt(ifVersion + 1, bytes) } : {};
      const composed = composeCommit({ commit, head, envelope, publishedThrough: published, ...row, limits });
      if (composed === undefined) {
        expect(bytes).toBeGreaterThan(2_000);
        return;
      }
      expect(commitRows(composed.commit)).toBeLessThanOrEqual(limits.commitRowsMax);
      expect(commitBytes(composed.commit)).toBeLessThanOrEqual(limits.commitBytesMax);
      const next = composed.envelope;
      expect(next.publishedThrough).toBe(published);
      expect(next.eventsThrough).toBe(hasRow ? ifVersion + 1 : envelope.eventsThrough);
      const deleted = new Set(composed.commit.deletes);
      for (let version = envelope.namedFrom; version > 0 && version <= envelope.namedThrough; version += 1) {
        if (deleted.has(outboxColumns.of(version))) expect(version).toBeLessThanOrEqual(published);
        else expect(version).toBeGreaterThanOrEqual(next.namedFrom);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});
