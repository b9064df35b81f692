import { groupConversationId, groupTopic, singleConversationId, userTopic } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import type { DeviceSinkDefinition } from '@microchat/delivery/contract';
import type { MessagingDefinition } from '@microchat/messaging/contract';
import type { PresenceDefinition } from '@microchat/presence/contract';
import type { Content } from '@microchat/proto/microchat/client/v1/Content';
import type { ConversationEntry__Output } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { Position } from '@microchat/proto/microchat/client/v1/Position';
import type { PushRequest, PushRequest__Output } from '@microchat/proto/microchat/logic/v1/PushRequest';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { encodeCanonicalContent } from '@microchat/protocol/content';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';

interface Membership {
  joinIndex: number;
  leftIndex: number;
}

interface FakeGroup {
  readonly entries: LogEntry__Output[];
  readonly members: Map<string, Membership>;
  version: number;
}

interface Listed {
  readonly version: number;
  readonly entry: ConversationEntry__Output;
}

type CallName =
  | 'getMemberships'
  | 'connect'
  | 'getChanges'
  | 'fillGap'
  | 'pull'
  | 'ack'
  | 'register'
  | 'send'
  | 'getUsers'
  | 'recordDevice';

const fillLimit = 3;

/**
 * The services below a gateway, in memory and in the order that the real ones keep: what is appended is stored first,
 * then whoever is registered gets the push. `before` runs code at the start of a call, which is how tests make races.
 */
export class FakeBackend {
  readonly topics = new Set<string>();
  readonly acks: { userId: string; deviceId: string; positions: readonly Position[] }[] = [];
  readonly devices: string[] = [];
  logins = 0;
  /** Of everybody. */
  kicks: { deviceId: string; throughLogin: number }[] = [];
  readonly revocations = new Map<string, number>();
  readonly before: Partial<Record<CallName, () => Promise<void> | void>> = {};
  readonly counts = new Map<string, number>();
  /** Pushes are stored, but not sent. */
  losingPushes = false;
  leaseAlive = true;
  incarnation = '';
  closedLeases = 0;
  push: Handlers<DeviceSinkDefinition>['push'] | undefined;
  /** The other worker has later logins of everybody. */
  otherIsLater = false;
  /** What this worker pushed to the other one. */
  readonly pushedToOther: PushRequest[] = [];
  readonly otherSink = {
    push: async (request: PushRequest) => {
      this.pushedToOther.push(request);
      return { superseded: this.otherIsLater };
    },
  };
  readonly #groups = new Map<string, FakeGroup>();
  readonly #singles = new Map<string, LogEntry__Output[]>();
  readonly #lists = new Map<string, Map<string, Listed>>();
  #version = 0;

  // --- what happens in the world

  /** A message in a single chat. */
  async say(from: string, to: string, body: string): Promise<LogEntry__Output> {
    const conversationId = singleConversationId(from, to);
    const entries = this.#singles.get(conversationId) ?? [];
    this.#singles.set(conversationId, entries);
    const entry = nextEntry(entries, from, { text: { body } }, 0);
    for (const [userId, peerId] of [
      [from, to],
      [to, from],
    ] as const) {
      const version = ++this.#version;
      this.#list(userId).set(conversationId, { version, entry: listEntry(conversationId, entry, { peerId }) });
    }
    await this.pushTo([userTopic(from), userTopic(to)], { conversationId, entries: [entry] });
    return entry;
  }

  /** A message in a group. */
  async post(groupId: string, from: string, body: string): Promise<LogEntry__Output> {
    const group = this.group(groupId);
    const entry = nextEntry(group.entries, from, { text: { body } }, 0);
    await this.#announce(groupId, entry, []);
    return entry;
  }

  /** A membership entry. */
  async change(groupId: string, added: readonly string[], removed: readonly string[] = []): Promise<LogEntry__Output> {
    const group = this.group(groupId);
    const membership = { groupId, actorId: 'owner', addedUserIds: [...added], removedUserIds: [...removed] };
    const entry = nextEntry(group.entries, 'owner', { membership }, 1);
    for (const userId of added) group.members.set(userId, { joinIndex: entry.index, leftIndex: 0 });
    for (const userId of removed) {
      const member = group.members.get(userId);
      if (member !== undefined) member.leftIndex = entry.index;
    }
    await this.#announce(groupId, entry, [...added, ...removed]);
    return entry;
  }

  group(groupId: string): FakeGroup {
    const group = this.#groups.get(groupId) ?? { entries: [], members: new Map(), version: 0 };
    this.#groups.set(groupId, group);
    return group;
  }

  async #announce(groupId: string, entry: LogEntry__Output, named: readonly string[]): Promise<void> {
    this.group(groupId).version = ++this.#version;
    const topics = [groupTopic(groupId), ...named.map(userTopic)];
    await this.pushTo(topics, { conversationId: groupConversationId(groupId), entries: [entry] });
  }

  /** Pushes to the worker, if it is interested in any of the topics. */
  async pushTo(topics: readonly string[], push: Partial<PushRequest__Output>): Promise<void> {
    const wanted = topics.filter((topic) => this.topics.has(topic));
    if (wanted.length === 0 || this.losingPushes) return;
    const nothing = {
      conversationId: '',
      entries: [],
      receipts: [],
      conversations: [],
      deviceConnected: null,
      userRevoked: null,
      deviceKicked: null,
    };
    const request = { ...nothing, ...push, topics: wanted };
    await this.push?.(request, { signal: new AbortController().signal, timeLeftMs: () => 1_000, traceparent: '' });
  }

  // --- the services

  readonly presence: Client<PresenceDefinition> = {
    openLease: async ({ incarnation = '' }) => {
      this.incarnation = incarnation;
      this.leaseAlive = true;
      this.topics.clear();
      return {};
    },
    renewLease: async () => ({ alive: this.leaseAlive }),
    closeLease: async () => {
      this.closedLeases += 1;
      this.topics.clear();
      return {};
    },
    register: async ({ incarnation, topics = [] }) => {
      await this.#enter('register');
      if (!this.leaseAlive || incarnation !== this.incarnation) throw leaseLost();
      for (const topic of topics) this.topics.add(topic);
      return {};
    },
    unregister: async ({ topics = [] }) => {
      for (const topic of topics) this.topics.delete(topic);
      return {};
    },
    // Another worker has a connection of everybody.
    getInterested: async () => ({ topics: [{ workers: [{ incarnation: 'other', address: 'unix:other' }] }] }),
  };

  readonly userStore: Client<UserStoreDefinition> = {
    revokeTokens: () => Promise.reject(new Error('business servers ask for it')),
    kickDevice: () => unexpected(),
    ensureUser: async () => ({ created: true }),
    getUsers: async ({ userIds = [] }) => {
      await this.#enter('getUsers');
      return {
        users: userIds.map((userId) => ({
          userId,
          exists: this.revocations.has(userId),
          revocationVersion: this.revocations.get(userId) ?? 0,
          kicks: this.kicks,
          profile: null,
        })),
      };
    },
    putProfile: () => unexpected(),
    recordDevice: async ({ userId, deviceId, platform }) => {
      await this.#enter('recordDevice');
      this.devices.push(`${userId}/${deviceId}/${platform}`);
      return { loginNumber: ++this.logins };
    },
    listDevices: () => unexpected(),
  };

  readonly messaging: Client<MessagingDefinition> = {
    send: async ({ userId = '', to, clientMessageId }) => {
      await this.#enter('send');
      if (to?.userId === 'nobody') throw notFound('USER_NOT_FOUND');
      const entry = await this.say(userId, to?.userId ?? '', clientMessageId ?? '');
      const { index, messageId, previousMessageId } = entry;
      const conversationId = singleConversationId(userId, to?.userId ?? '');
      return { conversationId, index, messageId, previousMessageId, duplicate: false };
    },
  };

  readonly sync: Client<SyncDefinition> = {
    getMemberships: async ({ userId = '' }) => {
      await this.#enter('getMemberships');
      return { groupIds: this.#memberships(userId).map(({ groupId }) => groupId) };
    },
    connect: async ({ userId = '', cursor = '' }) => {
      await this.#enter('connect');
      return { changes: this.#changes(userId, cursor), groups: this.#memberships(userId) };
    },
    getChanges: async ({ userId = '', cursor = '' }) => {
      await this.#enter('getChanges');
      return this.#changes(userId, cursor);
    },
    getHeads: async ({ userId = '', cursor = '' }) => {
      const changes = this.#changes(userId, cursor);
      const heads = changes.conversations.map(({ conversationId, head }) => ({
        conversationId,
        index: head?.index ?? 0,
      }));
      return { heads, cursor: changes.cursor, hasMore: false };
    },
    pull: async ({ pull }) => {
      await this.#enter('pull');
      const conversationId = pull?.conversationId ?? '';
      const entries = (this.#singles.get(conversationId) ?? []).toReversed();
      return { conversationId, entries, covers: { fromIndex: 1, toIndex: entries.length }, hasMore: false };
    },
    updateConversation: async ({ conversationId = '', ...wish }) => ownEntry(conversationId, wish),
    clearHistory: async ({ conversationId = '', throughIndex = 0 }) =>
      ownEntry(conversationId, { clearedThrough: throughIndex }),
    deleteMessages: async ({ conversationId = '', indexes = [] }) =>
      ownEntry(conversationId, { deleted: indexes.map((index) => ({ fromIndex: index, toIndex: index })) }),
    read: async ({ conversationId = '', index = 0 }) => ({
      conversationId,
      readIndex: index,
      peerReadIndex: 0,
      unread: 0,
    }),
    ack: async ({ userId = '', deviceId = '', positions = [] }) => {
      await this.#enter('ack');
      const foreign = positions.some(({ conversationId = '' }) => !conversationId.split('~').includes(userId));
      if (foreign) throw notFound('CONVERSATION_NOT_FOUND');
      this.acks.push({ userId, deviceId, positions });
      return {};
    },
    getReaders: () => unexpected(),
    fillGap: async ({ groupId = '', afterIndex = 0 }) => {
      await this.#enter('fillGap');
      const later = this.group(groupId).entries.filter(({ index }) => index > afterIndex);
      return { entries: later.slice(0, fillLimit) };
    },
  };

  async #enter(call: CallName): Promise<void> {
    this.counts.set(call, (this.counts.get(call) ?? 0) + 1);
    await this.before[call]?.();
  }

  #memberships(userId: string): { groupId: string; joinIndex: number; validThrough: number }[] {
    return [...this.#groups].flatMap(([groupId, { entries, members }]) => {
      const member = members.get(userId);
      if (member === undefined || member.leftIndex > 0) return [];
      return [{ groupId, joinIndex: member.joinIndex, validThrough: entries.length }];
    });
  }

  /** The cursor is the version of the newest change seen. */
  #changes(userId: string, cursor: string) {
    const groups = this.#memberships(userId).map(({ groupId }): Listed => {
      const { entries, version } = this.group(groupId);
      return { version, entry: listEntry(groupConversationId(groupId), entries.at(-1), { groupId }) };
    });
    const all = [...this.#list(userId).values(), ...groups].sort((left, right) => right.version - left.version);
    const conversations = all.filter(({ version }) => version > Number(cursor)).map(({ entry }) => entry);
    return { conversations, cursor: String(this.#version), hasMore: false, reset: false };
  }

  #list(userId: string): Map<string, Listed> {
    const list = this.#lists.get(userId) ?? new Map<string, Listed>();
    this.#lists.set(userId, list);
    return list;
  }
}

function nextEntry(
  entries: LogEntry__Output[],
  senderId: string,
  content: Content,
  membershipVersion: number,
): LogEntry__Output {
  const index = entries.length + 1;
  const entry: LogEntry__Output = {
    index,
    messageId: String(1_000 + index),
    previousMessageId: entries.at(-1)?.messageId ?? '0',
    count: index,
    senderId,
    clientMessageId: `c-${index}`,
    content: encodeCanonicalContent(content),
    membershipVersion: membershipVersion === 0 ? 0 : index,
  };
  entries.push(entry);
  return entry;
}

function listEntry(
  conversationId: string,
  newest: LogEntry__Output | undefined,
  counterpart: { readonly peerId: string } | { readonly groupId: string },
): ConversationEntry__Output {
  const { index = 0, messageId = '0', previousMessageId = '0' } = newest ?? {};
  return {
    conversationId,
    ...counterpart,
    type: 'peerId' in counterpart ? 'SINGLE' : 'GROUP',
    counterpart: 'peerId' in counterpart ? 'peerId' : 'groupId',
    head: { index, messageId, previousMessageId },
    readIndex: 0,
    peerReadIndex: 0,
    unread: 0,
    muted: false,
    pinned: false,
    left: false,
    hidden: false,
    hiddenThrough: 0,
    markedUnread: false,
    draft: '',
    clearedThrough: 0,
    deleted: [],
    attributesVersion: 0,
  };
}

/** What a change of the own list is answered with: what was wished for. */
function ownEntry(conversationId: string, wish: Partial<ConversationEntry__Output>): ConversationEntry__Output {
  return { ...listEntry(conversationId, undefined, { peerId: 'bob' }), ...wish };
}

function notFound(reason: string): ServiceError {
  return new ServiceError('NOT_FOUND', { reason, message: 'not found' });
}

function leaseLost(): ServiceError {
  return new ServiceError('FAILED_PRECONDITION', { reason: 'LEASE_LOST', message: 'no lease' });
}

function unexpected(): never {
  throw new Error('a gateway does not call this');
}
