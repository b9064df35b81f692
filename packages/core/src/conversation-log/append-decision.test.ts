import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AppendIntent, type AppendOutcome, decideAppends } from './append-decision.ts';
import {
  closeSegment,
  entriesIn,
  firstSegment,
  isFull,
  type SegmentHead,
  type SentRecord,
  successorOf,
} from './segment.ts';

const unlimited = { entriesMax: 1_000_000, bytesMax: 1_000_000_000 };

function intent(change: Partial<AppendIntent> = {}): AppendIntent {
  return {
    sentKey: 'alice/1',
    digest: 'd',
    countable: true,
    authorisedVersion: undefined,
    setsMembershipVersion: 0,
    bytes: 10,
    ...change,
  };
}

/** The machine with a memory, as its shell keeps it: segments one after another and every sent record. */
class Log {
  segment: SegmentHead = firstSegment;
  readonly entries: { sent: SentRecord; intent: AppendIntent }[] = [];
  readonly closed: SegmentHead[] = [];
  readonly #sent = new Map<string, SentRecord>();
  readonly #limits;
  #lastTick = 0n;

  constructor(limits = unlimited) {
    this.#limits = limits;
  }

  append(intents: readonly AppendIntent[], nowMs = 1, node = 1): AppendOutcome[] {
    const answered: AppendOutcome[] = [];
    while (answered.length < intents.length) {
      const rest = intents.slice(answered.length);
      const { segment, lastTick, outcomes } = decideAppends(this.segment, rest, {
        nowMs,
        node,
        lastTick: this.#lastTick,
        limits: this.#limits,
        findSent: (key) => this.#sent.get(key),
      });
      this.#lastTick = lastTick;
      this.segment = segment;
      for (const [place, outcome] of outcomes.entries()) {
        const decided = rest[place];
        if (outcome.kind !== 'appended' || decided === undefined) continue;
        this.#sent.set(decided.sentKey, outcome.sent);
        this.entries.push({ sent: outcome.sent, intent: decided });
      }
      answered.push(...outcomes);
      if (answered.length < intents.length) this.#roll();
    }
    return answered;
  }

  #roll(): void {
    expect(isFull(this.segment, this.#limits)).toBe(true);
    const closed = closeSegment(this.segment);
    this.closed.push(closed);
    this.segment = successorOf(closed);
  }
}

function kinds(outcomes: readonly AppendOutcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}

describe('de-duplication', () => {
  test('the same request again gets the first answer; other content is refused', () => {
    const log = new Log();
    const [first] = log.append([intent()]);
    const again = log.append([intent(), intent({ digest: 'other' }), intent({ sentKey: 'bob/1' })]);
    expect(kinds(again)).toEqual(['duplicate', 'reused', 'appended']);
    expect(again[0]).toMatchObject({ sent: first?.kind === 'appended' ? first.sent : undefined });
  });

  test('holds within a batch', () => {
    expect(kinds(new Log().append([intent(), intent(), intent({ digest: 'other' })]))).toEqual([
      'appended',
      'duplicate',
      'reused',
    ]);
  });
});

describe('membership', () => {
  const change = intent({ sentKey: 'alice/change', setsMembershipVersion: 2 });

  test('an entry authorised on older members is refused, one on the same or newer ones is taken', () => {
    const log = new Log();
    const batch = [1, 2, 3].map((authorisedVersion) =>
      intent({ sentKey: `alice/${authorisedVersion}`, authorisedVersion }),
    );
    expect(kinds(log.append([change, ...batch]))).toEqual(['appended', 'membership-changed', 'appended', 'appended']);
  });

  test('single chats are not checked', () => {
    expect(kinds(new Log().append([change, intent()]))).toEqual(['appended', 'appended']);
  });

  test('the repetition of a stored entry is answered under any members', () => {
    const log = new Log();
    const old = intent({ authorisedVersion: 0 });
    expect(kinds(log.append([old, change, old]))).toEqual(['appended', 'appended', 'duplicate']);
  });

  test('changes are not counted, and whoever may send does not matter to them', () => {
    const log = new Log();
    const next = intent({ sentKey: 'alice/next', setsMembershipVersion: 3, authorisedVersion: 0 });
    expect(log.append([change, next])).toMatchObject([
      { kind: 'appended', membershipVersion: 2, sent: { count: 0 } },
      { kind: 'appended', membershipVersion: 3, sent: { count: 0 } },
    ]);
    expect(log.segment.head.membershipVersion).toBe(3);
  });

  test('a change that the log has come past is refused, even if nobody remembers its entry', () => {
    const log = new Log();
    const again = intent({ sentKey: 'alice/again', setsMembershipVersion: 2, authorisedVersion: 1 });
    const older = intent({ sentKey: 'alice/older', setsMembershipVersion: 1, authorisedVersion: 0 });
    expect(kinds(log.append([change, again, older]))).toEqual(['appended', 'membership-changed', 'membership-changed']);
  });
});

describe('segments', () => {
  test('a decision ends before the entry that does not fit, and answers what needs no entry', () => {
    const limits = { entriesMax: 2, bytesMax: 1_000 };
    const sent = new Map<string, SentRecord>();
    const context = { nowMs: 1, node: 1, lastTick: 0n, limits, findSent: (key: string) => sent.get(key) };
    const batch = ['1', '2', '1', '3', '2'].map((key) => intent({ sentKey: key }));
    const { segment, outcomes } = decideAppends(firstSegment, batch, context);
    expect(kinds(outcomes)).toEqual(['appended', 'appended', 'duplicate']);
    expect(entriesIn(segment)).toBe(2);
    expect(isFull(segment, limits)).toBe(true);
  });

  test('one entry fits however large', () => {
    const limits = { entriesMax: 10, bytesMax: 5 };
    expect(isFull(firstSegment, limits)).toBe(false);
    expect(isFull(firstSegment, { entriesMax: 10, bytesMax: 0 })).toBe(false);
  });

  test('a closed segment takes nothing, an open one has no successor', () => {
    const context = { nowMs: 1, node: 1, lastTick: 0n, limits: unlimited, findSent: () => undefined };
    const closed = closeSegment(firstSegment);
    expect(() => decideAppends(closed, [intent()], context)).toThrow('closed');
    expect(() => closeSegment(closed)).toThrow('closed');
    expect(() => successorOf(firstSegment)).toThrow('open');
  });
});

test('whatever is sent whenever: one dense, chained, increasing log, and one answer a request', () => {
  const someIntent = fc.record({
    sentKey: fc.nat({ max: 30 }).map((key) => `alice/${key}`),
    digest: fc.constantFrom('d', 'd', 'd', 'e'),
    countable: fc.boolean(),
    authorisedVersion: fc.option(fc.nat({ max: 4 }), { nil: undefined }),
    setsMembershipVersion: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
    bytes: fc.integer({ min: 1, max: 40 }),
  });
  const batches = fc.array(
    fc.record({
      intents: fc.array(someIntent, { maxLength: 8 }),
      nowMs: fc.integer({ min: 1, max: 10_000 }),
      node: fc.nat({ max: 511 }),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(batches, (steps) => {
      const limits = { entriesMax: 4, bytesMax: 100 };
      const log = new Log(limits);
      const firstAnswers = new Map<string, { digest: string; sent: SentRecord }>();
      for (const { intents, nowMs, node } of steps) {
        for (const [place, outcome] of log.append(intents, nowMs, node).entries()) {
          const asked = intents[place] as AppendIntent;
          const first = firstAnswers.get(asked.sentKey);
          if (first === undefined) expect(['appended', 'membership-changed']).toContain(outcome.kind);
          else
            expect(outcome).toEqual(
              first.digest === asked.digest ? { kind: 'duplicate', sent: first.sent } : { kind: 'reused' },
            );
          if (outcome.kind === 'appended')
            firstAnswers.set(asked.sentKey, { digest: asked.digest, sent: outcome.sent });
        }
      }
      let previous: SentRecord | undefined;
      let membershipVersion = 0;
      for (const {
        sent,
        intent: { countable, authorisedVersion, setsMembershipVersion },
      } of log.entries) {
        expect(sent.index).toBe((previous?.index ?? 0) + 1);
        expect(sent.previousMessageId).toBe(previous?.messageId ?? 0n);
        expect(sent.messageId).toBeGreaterThan(sent.previousMessageId);
        const isCounted = countable && setsMembershipVersion === 0;
        expect(sent.count).toBe((previous?.count ?? 0) + (isCounted ? 1 : 0));
        if (setsMembershipVersion === 0)
          expect(authorisedVersion ?? Infinity).toBeGreaterThanOrEqual(membershipVersion);
        else expect(setsMembershipVersion).toBeGreaterThan(membershipVersion);
        membershipVersion = Math.max(membershipVersion, setsMembershipVersion);
        previous = sent;
      }
      expect(log.segment.head.index).toBe(log.entries.length);
      let nextFirstIndex = 1;
      for (const [place, segment] of [...log.closed, log.segment].entries()) {
        expect(segment.number).toBe(place + 1);
        expect(segment.firstIndex).toBe(nextFirstIndex);
        expect(entriesIn(segment)).toBeLessThanOrEqual(limits.entriesMax);
        nextFirstIndex = segment.head.index + 1;
      }
    }),
  );
});
