import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { EngineHarness } from '../testing/engine-harness.ts';
import { FakeServer } from '../testing/fake-server.ts';
import type { SyncBounds } from './bounds.ts';
import { missingRanges } from './ranges.ts';
import { unreadOf } from './conversation-state.ts';

/** Small, so that short runs go past each of them. */
const bounds: Partial<SyncBounds> = {
  fillMessagesMax: 8,
  heldPerConversationMax: 12,
  heldMax: 25,
  rangesMax: 2,
  pullsInFlightMax: 2,
  pullLimit: 3,
  syncLimit: 2,
  ackFramesMax: 3,
};

const peers = ['bob', 'carol', 'dave'] as const;
const peer = fc.constantFrom(...peers);

type Operation =
  | {
      readonly type: 'append';
      readonly peer: (typeof peers)[number];
      readonly by: 'peer' | 'otherDevice';
      readonly count: number;
    }
  | {
      readonly type: 'appendHidden' | 'readHere' | 'readElsewhere' | 'peerReads';
      readonly peer: (typeof peers)[number];
    }
  | {
      readonly type: 'clearElsewhere' | 'deleteElsewhere' | 'wishElsewhere';
      readonly peer: (typeof peers)[number];
      /** From the newest message down. */
      readonly below: number;
    }
  | { readonly type: 'losePushes' | 'deliver' | 'advanceStore'; readonly count: number }
  | {
      readonly type:
        | 'connect'
        | 'disconnect'
        | 'crash'
        | 'ping'
        | 'fireTimer'
        | 'failRequest'
        | 'refusePull'
        | 'newEpoch'
        | 'backUp'
        | 'restore';
    };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('append' as const),
      peer,
      by: fc.constantFrom('peer' as const, 'peer' as const, 'otherDevice' as const),
      count: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'appendHidden' as const,
        'readHere' as const,
        'readElsewhere' as const,
        'peerReads' as const,
      ),
      peer,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('clearElsewhere' as const, 'deleteElsewhere' as const, 'wishElsewhere' as const),
      peer,
      below: fc.nat(8),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      type: fc.constantFrom('deliver' as const, 'deliver' as const, 'advanceStore' as const, 'losePushes' as const),
      count: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'connect' as const,
        'connect' as const,
        'disconnect' as const,
        'crash' as const,
        'ping' as const,
        'ping' as const,
        'fireTimer' as const,
        'failRequest' as const,
        'refusePull' as const,
        'newEpoch' as const,
        'backUp' as const,
        'restore' as const,
      ),
    }),
  },
);

class Model {
  readonly server = new FakeServer();
  readonly harness = new EngineHarness(this.server, 'alice', bounds);
  #appended = 0;

  /** How far each log was when the device first connected: history, which is never announced. */
  #historyAt: ReadonlyMap<string, number> | undefined;

  #backup: ReadonlyMap<string, number> = new Map();
  /** Until the client has noticed, what it holds may be of the log that is gone. */
  #isRestored = false;

  constructor() {
    this.server.welcomeLimit = 2;
  }

  apply(operation: Operation): void {
    const { server, harness } = this;
    switch (operation.type) {
      case 'append':
        for (let at = 0; at < operation.count; at += 1) {
          this.#append(operation.peer, operation.by === 'peer' ? operation.peer : 'alice');
        }
        return;
      case 'appendHidden': {
        const lose = server.losePushes;
        server.losePushes = 1_000;
        const index = this.#append(operation.peer, operation.peer);
        server.losePushes = lose;
        server.single('alice', operation.peer).hidden.add(index);
        return;
      }
      case 'readHere': {
        const { conversationId } = server.single('alice', operation.peer);
        const state = harness.engine.conversation(conversationId);
        if (state !== undefined) harness.handle({ type: 'readHere', conversationId, index: state.head });
        return;
      }
      case 'readElsewhere':
        return server.read(server.single('alice', operation.peer), 'alice', this.#length(operation.peer) - 1);
      case 'peerReads':
        return server.read(server.single('alice', operation.peer), operation.peer, this.#length(operation.peer));
      case 'clearElsewhere':
        return this.#hide(operation.peer, (own, index) => {
          own.clearedThrough = Math.max(own.clearedThrough, index - operation.below);
        });
      case 'deleteElsewhere':
        return this.#hide(operation.peer, (own, index) => {
          if (index > operation.below) own.deleted.add(index - operation.below);
        });
      case 'wishElsewhere':
        return this.#hide(operation.peer, (own, index) => {
          own.wish = { draft: `draft ${operation.below}`, markedUnread: operation.below % 2 === 0 };
          own.hiddenThrough = index;
        });
      case 'losePushes':
        server.losePushes = operation.count;
        return;
      case 'deliver':
      case 'advanceStore':
        for (let at = 0; at < operation.count; at += 1) harness[operation.type]();
        return;
      case 'newEpoch':
        server.epoch += 1;
        return;
      case 'backUp':
        this.#backup = this.#lengths();
        return;
      case 'restore':
        this.#isRestored = true;
        return server.restore(this.#backup);
      case 'connect':
        this.#historyAt ??= this.#lengths();
        return harness.connect();
      default:
        return harness[operation.type]();
    }
  }

  /** The network stays up, time passes, and nobody writes any more. */
  heal(): void {
    const { server, harness } = this;
    server.losePushes = 0;
    for (let round = 0; round < 60; round += 1) {
      harness.connect();
      harness.ping();
      for (let step = 0; step < 500 && harness.hasWork; step += 1) {
        harness.deliver();
        harness.advanceStore();
        harness.fireTimer();
      }
    }
  }

  check(): void {
    expect(this.harness.violations).toEqual([]);
    if (this.#isRestored) return;
    this.#checkAnnouncements();
    this.#checkCursor();
    this.#checkStored();
  }

  #checkStored(): void {
    const { server, harness } = this;
    for (const { conversationId, log, hidden } of server.conversations.values()) {
      for (const [index, message] of harness.storedMessages.get(conversationId) ?? []) {
        expect(message).toEqual(log[index - 1]);
        expect(hidden.has(index)).toBe(false);
      }
    }
  }

  checkConverged(): void {
    const { server, harness } = this;
    this.#checkCursor();
    this.#checkStored();
    for (const conversation of server.conversations.values()) {
      const { conversationId, log } = conversation;
      if (log.length === 0) continue;
      const state = harness.engine.conversation(conversationId);
      expect(state?.head).toBe(log.length);
      if (state === undefined) continue;
      expect(state.listing?.type).toBe('SINGLE');
      expect(missingRanges(state.known, state.delivered + 1, state.head)).toEqual([]);
      expect(state.delivered).toBe(log.length);
      expect(unreadOf(state)).toBe(server.unread(conversation, 'alice'));
      expect(state.readIndex).toBe(conversation.readIndex.get('alice') ?? 0);
      const stored = harness.storedMessages.get(conversationId);
      for (const { from, to } of state.known) {
        for (let index = from; index <= to; index += 1) {
          expect(stored?.has(index) ?? false).toBe(server.isShown(conversation, 'alice', index));
        }
      }
      const { wish, hiddenThrough, clearedThrough } = server.own(conversation, 'alice');
      expect(state.listing).toMatchObject({ draft: wish.draft ?? '', markedUnread: wish.markedUnread ?? false });
      expect([state.listing?.hiddenThrough, state.hidden.clearedThrough]).toEqual([hiddenThrough, clearedThrough]);
    }
  }

  /** Another device of the user changes its list. */
  #hide(peerId: string, change: (own: ReturnType<FakeServer['own']>, head: number) => void): void {
    const conversation = this.server.single('alice', peerId);
    if (conversation.log.length > 0) {
      this.server.change(conversation, 'alice', (own) => change(own, conversation.log.length));
    }
  }

  #append(peerId: string, senderId: string): number {
    this.#appended += 1;
    const body = `message ${this.#appended}`;
    return this.server.append(this.server.single('alice', peerId), senderId, { text: { body } }).index;
  }

  #lengths(): ReadonlyMap<string, number> {
    return new Map([...this.server.conversations.values()].map((one) => [one.conversationId, one.log.length]));
  }

  #length(peerId: string): number {
    return this.server.single('alice', peerId).log.length;
  }

  /** Each index of a conversation is announced at most once, and in ascending order, over all restarts. */
  #checkAnnouncements(): void {
    const reached = new Map(this.#historyAt);
    for (const announcement of this.harness.announced) {
      if (announcement.type !== 'messages' && announcement.type !== 'gap') continue;
      const { conversationId, fromIndex, toIndex } = announcement;
      expect(fromIndex).toBeGreaterThan(reached.get(conversationId) ?? 0);
      expect(toIndex).toBeGreaterThanOrEqual(fromIndex);
      reached.set(conversationId, toIndex);
    }
  }

  /** Whatever the stored cursor would not be told again is stored with it. */
  #checkCursor(): void {
    const { cursor, conversations } = this.harness.stored();
    if (cursor === '') return;
    const told = new Set(
      this.server.changesOf('alice', cursor, 1_000).conversations.map((entry) => entry.conversationId),
    );
    const heads = new Map(conversations.map((conversation) => [conversation.conversationId, conversation.head]));
    for (const { conversationId, log } of this.server.conversations.values()) {
      if (!told.has(conversationId)) expect(heads.get(conversationId) ?? 0).toBeGreaterThanOrEqual(log.length);
    }
  }
}

/** What once went wrong. */
const examples: [Operation[]][] = [
  // A pong's cursor was adopted over a hole; the hole became a gap, and nobody could tell the unread count any more.
  [
    [
      { type: 'losePushes', count: 4 },
      { type: 'append', peer: 'bob', by: 'peer', count: 1 },
      { type: 'connect' },
      { type: 'append', peer: 'bob', by: 'peer', count: 5 },
      { type: 'append', peer: 'bob', by: 'peer', count: 4 },
      { type: 'deliver', count: 1 },
    ],
  ],
  // A message above the listed head was announced before the comparison of the logs failed, and once more after it.
  [
    [
      { type: 'appendHidden', peer: 'dave' },
      { type: 'connect' },
      { type: 'deliver', count: 1 },
      { type: 'disconnect' },
      { type: 'append', peer: 'dave', by: 'peer', count: 1 },
      { type: 'newEpoch' },
      { type: 'append', peer: 'dave', by: 'peer', count: 2 },
      { type: 'connect' },
      { type: 'append', peer: 'dave', by: 'peer', count: 1 },
      { type: 'deliver', count: 1 },
    ],
  ],
  // A receipt came for messages that did not, and stayed when the server went back behind it.
  [
    [
      { type: 'losePushes', count: 5 },
      { type: 'append', peer: 'carol', by: 'peer', count: 1 },
      { type: 'connect' },
      { type: 'backUp' },
      { type: 'append', peer: 'carol', by: 'peer', count: 5 },
      { type: 'readElsewhere', peer: 'carol' },
      { type: 'deliver', count: 2 },
      { type: 'restore' },
    ],
  ],
];

/** Each of them must happen somewhere in the runs. */
const paths = [
  ...['messages', 'gap', 'conversation', 'receipt', 'listed'],
  ...['save', 'forget', 'remove', 'removed', 'pull', 'sync', 'read', 'ack', 'reset'],
  ...['failed request', 'refused pull', 'pull timer', 'list timer', 'ack timer'],
];

describe('sync engine', () => {
  test('converges to the log and never breaks its rules, whatever is lost, broken or restarted', () => {
    const taken = new Set<string>();
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 150, size: 'max' }), (operations) => {
        const model = new Model();
        for (const one of operations) {
          model.apply(one);
          model.check();
        }
        model.heal();
        model.check();
        model.checkConverged();
        for (const path of model.harness.counts.keys()) taken.add(path);
      }),
      { numRuns: 300, examples },
    );
    expect(paths.filter((path) => !taken.has(path))).toEqual([]);
  });
});
