import { describe, expect, test } from 'vitest';

import { noWishes } from '../testing/no-wishes.ts';
import type { ConversationEntry, Message, Page } from '../protocol/frames.ts';
import type { SyncBounds } from './bounds.ts';
import { unreadOf } from './conversation-state.ts';
import { SyncEngine } from './engine.ts';
import type { SyncEffect } from './sync-events.ts';

const chatId = 's~alice~bob';

function message(index: number, fields: Partial<Message> = {}): Message {
  return {
    messageId: String(1_000 + index),
    conversationId: chatId,
    index,
    previousMessageId: String(999 + index),
    senderId: 'bob',
    clientMessageId: `c-${index}`,
    content: { text: { body: `m${index}` } },
    ...fields,
  };
}

function entry(head: number, fields: Partial<ConversationEntry> = {}): ConversationEntry {
  return {
    conversationId: chatId,
    type: 'SINGLE',
    peerId: 'bob',
    head: { index: head, messageId: String(1_000 + head), previousMessageId: String(999 + head) },
    readIndex: 0,
    peerReadIndex: 0,
    unread: head,
    ...noWishes,
    left: false,
    ...fields,
  };
}

function notify(messages: readonly Message[], fields: object = {}) {
  return { type: 'notified' as const, notify: { messages, receipts: [], conversations: [], ...fields } };
}

function welcome(conversations: readonly ConversationEntry[], cursor = 'c1') {
  return {
    type: 'welcomed' as const,
    userId: 'alice',
    changes: { conversations, cursor, hasMore: false, reset: false },
  };
}

/** An engine of a device that has synced before and is online, with one chat up to `head`. */
function online(head: number, bounds: Partial<SyncBounds> = {}): SyncEngine {
  const engine = new SyncEngine({ userId: '', cursor: '', conversations: [] }, bounds);
  engine.handle(welcome([entry(head, { readIndex: head, unread: 0 })]));
  return engine;
}

function of<Type extends SyncEffect['type']>(effects: readonly SyncEffect[], type: Type) {
  return effects.filter((effect): effect is Extract<SyncEffect, { type: Type }> => effect.type === type);
}

function deliveries(effects: readonly SyncEffect[]): unknown[] {
  return of(effects, 'announce').flatMap(({ announcement }) =>
    announcement.type === 'messages' || announcement.type === 'gap'
      ? [[announcement.type, announcement.fromIndex, announcement.toIndex]]
      : [],
  );
}

function unread(engine: SyncEngine): number | undefined {
  const state = engine.conversation(chatId);
  return state === undefined ? undefined : unreadOf(state);
}

const emptyPage: Page = { messages: [], covers: { fromIndex: 0, toIndex: 0 }, hasMore: false };

describe('holes', () => {
  test('are pulled from the newest down, as much as one pull takes', () => {
    const engine = online(2, { pullLimit: 3 });
    const [pull] = of(engine.handle(notify([message(10)])), 'pull');
    expect(pull?.pull).toEqual({ conversationId: chatId, afterIndex: 2, beforeIndex: 10, limit: 3 });
    const page = {
      messages: [9, 8, 7].map((index) => message(index)),
      covers: { fromIndex: 7, toIndex: 9 },
      hasMore: true,
    };
    const next = engine.handle({ type: 'pageCame', pullId: pull?.pullId ?? 0, pull: pull?.pull ?? never(), page });
    expect(of(next, 'pull')[0]?.pull).toEqual({ conversationId: chatId, afterIndex: 2, beforeIndex: 7, limit: 3 });
    expect(deliveries(next)).toEqual([]);
  });

  test('close by what a page covers, whether or not there is a message', () => {
    const engine = online(2);
    const [pull] = of(engine.handle(notify([message(6)])), 'pull');
    const page = { messages: [message(4)], covers: { fromIndex: 3, toIndex: 5 }, hasMore: false };
    const after = engine.handle({ type: 'pageCame', pullId: pull?.pullId ?? 0, pull: pull?.pull ?? never(), page });
    expect(deliveries(after)).toEqual([['messages', 3, 6]]);
    expect(of(after, 'pull')).toEqual([]);
  });

  test('at the open end are not closed by an empty page, but asked for again after a pause', () => {
    const engine = online(2);
    const [pull] = of(engine.handle(welcome([entry(3)])), 'pull');
    const after = engine.handle({
      type: 'pageCame',
      pullId: pull?.pullId ?? 0,
      pull: pull?.pull ?? never(),
      page: emptyPage,
    });
    expect(of(after, 'pull')).toEqual([]);
    const timer = { name: 'pull', conversationId: chatId } as const;
    expect(of(after, 'timer')).toEqual([{ type: 'timer', timer, delayMs: 500 }]);
    expect(of(engine.handle({ type: 'timerFired', timer }), 'pull')).toHaveLength(1);
  });

  test('that failed are pulled at once on a new connection', () => {
    const engine = online(2);
    const [pull] = of(engine.handle(notify([message(4)])), 'pull');
    engine.handle({ type: 'disconnected' });
    const effects = engine.handle(welcome([]));
    expect(of(effects, 'pull').map((again) => again.pull)).toEqual([pull?.pull]);
  });

  test('of several conversations are pulled a few at a time', () => {
    const engine = online(0, { pullsInFlightMax: 2 });
    const others = ['carol', 'dave', 'erin'].map((name) =>
      message(2, { conversationId: `s~alice~${name}`, senderId: name }),
    );
    expect(of(engine.handle(notify(others)), 'pull')).toHaveLength(2);
    engine.handle({ type: 'disconnected' });
    expect(of(engine.handle(welcome([])), 'pull')).toHaveLength(2);
  });

  test('that this user has no right to are given up, and what follows is told', () => {
    const engine = online(2);
    const [pull] = of(engine.handle(notify([message(5)])), 'pull');
    const refused = { type: 'pullFailed', pullId: pull?.pullId ?? 0, retryable: false, retryAfterMs: 0 } as const;
    expect(deliveries(engine.handle(refused))).toEqual([
      ['gap', 3, 4],
      ['messages', 5, 5],
    ]);
  });

  test('too long ago become a gap, and what is held above it is told at once', () => {
    const engine = online(2, { fillMessagesMax: 3 });
    const effects = engine.handle(notify([message(18), message(19), message(20)]));
    expect(deliveries(effects)).toEqual([
      ['gap', 3, 17],
      ['messages', 18, 20],
    ]);
    expect(of(effects, 'pull')).toEqual([]);
  });

  test('in a conversation that is new to a device that was away are told like any other, as messages or as a gap', () => {
    const engine = new SyncEngine({ userId: 'bob', cursor: 'c', conversations: [] }, { fillMessagesMax: 3 });
    const effects = engine.handle(welcome([entry(20, { unread: 20 })]));
    expect(of(effects, 'pull')).toMatchObject([{ pull: { afterIndex: 17, beforeIndex: 21 } }]);
    expect(deliveries(engine.handle(notify([message(18), message(19), message(20)])))).toEqual([['messages', 18, 20]]);
    expect(deliveries(effects)).toEqual([['gap', 1, 17]]);
  });
});

describe('unread', () => {
  test('counts what comes, each message once', () => {
    const engine = online(2);
    engine.handle(notify([message(3), message(3)]));
    engine.handle(notify([message(3), message(4)]));
    expect(unread(engine)).toBe(2);
  });

  test('own messages and membership changes do not count', () => {
    const engine = online(2);
    const membership = { groupId: 'g', actorId: 'bob', addedUserIds: ['carol'], removedUserIds: [] };
    engine.handle(notify([message(3), message(4, { senderId: 'alice' }), message(5, { content: { membership } })]));
    expect(unread(engine)).toBe(0);
  });

  test('is asked for when an index has no message, because only the server knows whether it counts', () => {
    const engine = online(2);
    const [pull] = of(engine.handle(notify([message(4)])), 'pull');
    const page = { messages: [], covers: { fromIndex: 3, toIndex: 3 }, hasMore: false };
    const effects = engine.handle({ type: 'pageCame', pullId: pull?.pullId ?? 0, pull: pull?.pull ?? never(), page });
    expect(of(effects, 'sync')).toEqual([{ type: 'sync', cursor: 'c1', limit: 200 }]);
    const changes = {
      conversations: [entry(4, { readIndex: 2, unread: 2 })],
      cursor: 'c2',
      hasMore: false,
      reset: false,
    };
    engine.handle({ type: 'changesCame', changes });
    expect(unread(engine)).toBe(2);
  });

  test('is asked for when another device read up to the middle of what is not held', () => {
    const engine = new SyncEngine({ userId: '', cursor: '', conversations: [] });
    engine.handle(welcome([entry(10)]));
    const receipts = [{ conversationId: chatId, userId: 'alice', readIndex: 4 }];
    expect(of(engine.handle(notify([], { receipts })), 'sync')).toHaveLength(1);
  });
});

describe('the list', () => {
  test('is asked for a conversation that only messages told of, once per heartbeat', () => {
    const engine = online(0);
    const stranger = (index: number) => message(index, { conversationId: 'g~x', senderId: 'carol' });
    expect(of(engine.handle(notify([stranger(1)])), 'sync')).toHaveLength(1);
    const changes = { conversations: [], cursor: 'c1', hasMore: false, reset: false };
    engine.handle({ type: 'changesCame', changes });
    expect(of(engine.handle(notify([stranger(2)])), 'sync')).toHaveLength(0);
    engine.handle({ type: 'ponged', pong: { heads: [], cursor: 'c1', hasMore: false } });
    expect(of(engine.handle(notify([stranger(3)])), 'sync')).toHaveLength(1);
  });

  test('is not needed to know a group whose first entry names it', () => {
    const engine = online(0);
    const membership = { groupId: 'team', actorId: 'bob', addedUserIds: ['alice'], removedUserIds: [] };
    engine.handle(notify([message(7, { conversationId: 'g~team', content: { membership } })]));
    expect(engine.conversation('g~team')?.listing).toMatchObject({ type: 'GROUP', groupId: 'team' });
  });
});

describe('a pong', () => {
  const heads = [{ conversationId: chatId, index: 3 }];

  test('that names only what is here moves the cursor', () => {
    const engine = online(3);
    const effects = engine.handle({ type: 'ponged', pong: { heads, cursor: 'c2', hasMore: false } });
    expect(of(effects, 'save')[0]?.batch.cursor).toBe('c2');
    expect(of(effects, 'sync')).toEqual([]);
  });

  test('that names more makes the client ask from the cursor before', () => {
    const engine = online(2);
    const effects = engine.handle({ type: 'ponged', pong: { heads, cursor: 'c2', hasMore: false } });
    expect(of(effects, 'sync')).toEqual([{ type: 'sync', cursor: 'c1', limit: 200 }]);
    expect(engine.cursor).toBe('c1');
  });

  test('that says there is more does so too', () => {
    const engine = online(3);
    const effects = engine.handle({ type: 'ponged', pong: { heads: [], cursor: 'c1', hasMore: true } });
    expect(of(effects, 'sync')).toHaveLength(1);
  });
});

describe('read positions', () => {
  test('under way when the connection breaks are reported on the next one', () => {
    const engine = online(2);
    engine.handle(notify([message(3)]));
    expect(of(engine.handle({ type: 'readHere', conversationId: chatId, index: 3 }), 'read')).toHaveLength(1);
    engine.handle({ type: 'disconnected' });
    expect(of(engine.handle(welcome([])), 'read')).toEqual([{ type: 'read', conversationId: chatId, index: 3 }]);
  });

  test('set while one is under way follow it', () => {
    const engine = online(2);
    engine.handle(notify([message(3), message(4)]));
    engine.handle({ type: 'readHere', conversationId: chatId, index: 3 });
    expect(of(engine.handle({ type: 'readHere', conversationId: chatId, index: 4 }), 'read')).toEqual([]);
    const receipt = { conversationId: chatId, readIndex: 3, peerReadIndex: 0, unread: 1 };
    expect(of(engine.handle({ type: 'readConfirmed', receipt }), 'read')).toEqual([
      { type: 'read', conversationId: chatId, index: 4 },
    ]);
    expect(unread(engine)).toBe(0);
  });

  test('are answered with a count that is of a head further than ours: what is here goes on counting', () => {
    const engine = online(2);
    engine.handle(notify([message(3), message(4)]));
    engine.handle({ type: 'readHere', conversationId: chatId, index: 3 });
    const receipt = { conversationId: chatId, readIndex: 3, peerReadIndex: 0, unread: 34 };
    engine.handle({ type: 'readConfirmed', receipt });
    expect(unread(engine)).toBe(1);
  });

  test('that the server does not take are not repeated before the next heartbeat', () => {
    const engine = online(2);
    engine.handle(notify([message(3)]));
    engine.handle({ type: 'readHere', conversationId: chatId, index: 3 });
    const receipt = { conversationId: chatId, readIndex: 2, peerReadIndex: 0, unread: 1 };
    expect(of(engine.handle({ type: 'readConfirmed', receipt }), 'read')).toEqual([]);
    const pong = { heads: [], cursor: 'c1', hasMore: false };
    expect(of(engine.handle({ type: 'ponged', pong }), 'read')).toHaveLength(1);
  });
});

describe('what is kept', () => {
  test('is bounded per conversation: the oldest is forgotten', () => {
    const engine = online(0, { heldPerConversationMax: 3 });
    const effects = engine.handle(notify([1, 2, 3, 4, 5].map((index) => message(index))));
    expect(of(effects, 'save')[0]?.batch.forget).toEqual([{ conversationId: chatId, throughIndex: 2 }]);
    expect(engine.conversation(chatId)?.known).toEqual([{ from: 3, to: 5 }]);
  });

  test('is bounded in all: the largest conversation is halved', () => {
    const engine = online(0, { heldMax: 6 });
    engine.handle(notify([1, 2, 3, 4, 5].map((index) => message(index))));
    const carol = (index: number) => message(index, { conversationId: 's~alice~carol', senderId: 'carol' });
    const effects = engine.handle(notify([carol(1), carol(2)]));
    expect(of(effects, 'save')[0]?.batch.forget).toEqual([{ conversationId: chatId, throughIndex: 2 }]);
  });

  test('never loses what was not told yet', () => {
    const engine = online(0, { heldPerConversationMax: 2 });
    engine.handle(notify([2, 3, 4, 5].map((index) => message(index))));
    expect(engine.conversation(chatId)?.known).toEqual([{ from: 2, to: 5 }]);
  });
});

function never(): never {
  throw new Error('there was no pull');
}
