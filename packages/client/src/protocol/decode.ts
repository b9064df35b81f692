import type {
  Changes,
  Content,
  ConversationEntry,
  ConversationHead,
  ErrorFrame,
  Head,
  IndexRange,
  MembershipChange,
  Message,
  Notify,
  Page,
  Pong,
  ReadReceipt,
  Receipt,
  Sent,
  ServerFrame,
  Welcome,
} from './frames.ts';

type Fields = Record<string, unknown>;

/**
 * A server's text frame in typed form, or undefined for one that this client can't use: not JSON, or of a kind that it does
 * not know (a newer server; unknown frames are skipped). Absent scalars and lists read as their defaults, as in protobuf.
 */
export function decodeServerFrame(text: string): ServerFrame | undefined {
  const frame = parseObject(text);
  if (frame === undefined) return undefined;
  const id = asNumber(frame['id']);
  if (isFields(frame['welcome'])) return { kind: 'welcome', id, welcome: readWelcome(frame['welcome']) };
  if (isFields(frame['sent'])) return { kind: 'sent', id, sent: readSent(frame['sent']) };
  if (isFields(frame['notify'])) return { kind: 'notify', notify: readNotify(frame['notify']) };
  if (isFields(frame['page'])) return { kind: 'page', id, page: readPage(frame['page']) };
  if (isFields(frame['changes'])) return { kind: 'changes', id, changes: readChanges(frame['changes']) };
  if (isFields(frame['receipt'])) return { kind: 'receipt', id, receipt: readReceipt(frame['receipt']) };
  if (isFields(frame['pong'])) return { kind: 'pong', pong: readPong(frame['pong']) };
  if (isFields(frame['conversation'])) {
    const [conversation] = readEntry(frame['conversation']);
    return conversation === undefined ? undefined : { kind: 'conversation', id, conversation };
  }
  if (isFields(frame['error'])) return { kind: 'error', id, error: readError(frame['error']) };
  return undefined;
}

/** The `reconnectAfterMs` that a server puts in a close reason; undefined when there is none. */
export function readReconnectAfterMs(closeReason: string): number | undefined {
  const value = parseObject(closeReason)?.['reconnectAfterMs'];
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function asString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asNumber(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Decimal string of an id; a number is accepted because some proxies rewrite JSON. */
function asId(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : '0';
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asStrings(value: unknown): readonly string[] {
  return asList(value).filter((item): item is string => typeof item === 'string');
}

function readWelcome(fields: Fields): Welcome {
  return {
    userId: asString(fields['userId']),
    connectionId: asString(fields['connectionId']),
    ticket: asString(fields['ticket']),
    heartbeatMs: asNumber(fields['heartbeatMs']),
    changes: readChanges(asFields(fields['changes'])),
  };
}

/** What sync answers, on the long connection and over REST alike. */
export function readChanges(fields: Readonly<Record<string, unknown>>): Changes {
  return {
    conversations: asList(fields['conversations']).flatMap(readEntry),
    cursor: asString(fields['cursor']),
    hasMore: fields['hasMore'] === true,
    reset: fields['reset'] === true,
  };
}

function readEntry(value: unknown): readonly ConversationEntry[] {
  const fields = asFields(value);
  const conversationId = asString(fields['conversationId']);
  if (conversationId === '') return [];
  const type = fields['type'];
  const peerId = asString(fields['peerId']);
  const groupId = asString(fields['groupId']);
  return [
    {
      conversationId,
      type: type === 'SINGLE' || type === 'GROUP' ? type : 'UNKNOWN',
      ...(peerId === '' ? {} : { peerId }),
      ...(groupId === '' ? {} : { groupId }),
      head: readHead(asFields(fields['head'])),
      readIndex: asNumber(fields['readIndex']),
      peerReadIndex: asNumber(fields['peerReadIndex']),
      unread: asNumber(fields['unread']),
      muted: fields['muted'] === true,
      pinned: fields['pinned'] === true,
      left: fields['left'] === true,
      hiddenThrough: asNumber(fields['hiddenThrough']),
      markedUnread: fields['markedUnread'] === true,
      draft: asString(fields['draft']),
      clearedThrough: asNumber(fields['clearedThrough']),
      deleted: asList(fields['deleted']).map((range) => readRange(asFields(range))),
      attributesVersion: asNumber(fields['attributesVersion']),
    },
  ];
}

function readRange(fields: Fields): IndexRange {
  return { fromIndex: asNumber(fields['fromIndex']), toIndex: asNumber(fields['toIndex']) };
}

function readHead(fields: Fields): Head {
  return {
    index: asNumber(fields['index']),
    messageId: asId(fields['messageId']),
    previousMessageId: asId(fields['previousMessageId']),
  };
}

function readSent(fields: Fields): Sent {
  return {
    conversationId: asString(fields['conversationId']),
    messageId: asId(fields['messageId']),
    index: asNumber(fields['index']),
    previousMessageId: asId(fields['previousMessageId']),
    duplicate: fields['duplicate'] === true,
  };
}

function readNotify(fields: Fields): Notify {
  return {
    messages: asList(fields['messages']).flatMap(readMessage),
    receipts: asList(fields['receipts']).flatMap(readReadReceipt),
    conversations: asList(fields['conversations']).flatMap(readEntry),
  };
}

function readMessage(value: unknown): readonly Message[] {
  const fields = asFields(value);
  const conversationId = asString(fields['conversationId']);
  const index = asNumber(fields['index']);
  if (conversationId === '' || index === 0) return [];
  return [
    {
      messageId: asId(fields['messageId']),
      conversationId,
      index,
      previousMessageId: asId(fields['previousMessageId']),
      senderId: asString(fields['senderId']),
      clientMessageId: asString(fields['clientMessageId']),
      content: readContent(asFields(fields['content'])),
    },
  ];
}

function readContent(fields: Fields): Content {
  if (isFields(fields['text'])) return { text: { body: asString(fields['text']['body']) } };
  if (isFields(fields['custom'])) {
    return { custom: { type: asString(fields['custom']['type']), data: asString(fields['custom']['data']) } };
  }
  if (isFields(fields['membership'])) return { membership: readMembership(fields['membership']) };
  return {};
}

function readMembership(fields: Fields): MembershipChange {
  return {
    groupId: asString(fields['groupId']),
    actorId: asString(fields['actorId']),
    addedUserIds: asStrings(fields['addedUserIds']),
    removedUserIds: asStrings(fields['removedUserIds']),
  };
}

function readReadReceipt(value: unknown): readonly ReadReceipt[] {
  const fields = asFields(value);
  const conversationId = asString(fields['conversationId']);
  if (conversationId === '') return [];
  return [{ conversationId, userId: asString(fields['userId']), readIndex: asNumber(fields['readIndex']) }];
}

/** What pull answers, on the long connection and over REST alike. */
export function readPage(fields: Readonly<Record<string, unknown>>): Page {
  return {
    messages: asList(fields['messages']).flatMap(readMessage),
    covers: readRange(asFields(fields['covers'])),
    hasMore: fields['hasMore'] === true,
  };
}

function readReceipt(fields: Fields): Receipt {
  return {
    conversationId: asString(fields['conversationId']),
    readIndex: asNumber(fields['readIndex']),
    peerReadIndex: asNumber(fields['peerReadIndex']),
    unread: asNumber(fields['unread']),
  };
}

function readPong(fields: Fields): Pong {
  return {
    heads: asList(fields['heads']).flatMap(readConversationHead),
    cursor: asString(fields['cursor']),
    hasMore: fields['hasMore'] === true,
  };
}

function readConversationHead(value: unknown): readonly ConversationHead[] {
  const fields = asFields(value);
  const conversationId = asString(fields['conversationId']);
  return conversationId === '' ? [] : [{ conversationId, index: asNumber(fields['index']) }];
}

function readError(fields: Fields): ErrorFrame {
  return {
    code: asString(fields['code']) || 'UNKNOWN',
    reason: asString(fields['reason']) || 'UNKNOWN',
    message: asString(fields['message']),
    field: asString(fields['field']),
    retryAfterMs: asNumber(fields['retryAfterMs']),
  };
}
