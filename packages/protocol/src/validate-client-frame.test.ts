import { limits } from '@microchat/core/limits';
import type { ClientFrame } from '@microchat/proto/microchat/client/v1/ClientFrame';
import { describe, expect, it } from 'vitest';
import { decodeClientFrame, encodeClientFrame, errorBody } from './frames.ts';

const send = { to: { userId: 'bob' }, clientMessageId: 'c-1', content: { text: { body: 'hi' } } };
const hello = { token: 't', deviceId: 'web-1', platform: 'web', cursor: '' };
const x = (count: number) => 'x'.repeat(count);

/** The same verdict is expected of both encodings. */
function judge(frame: ClientFrame) {
  const [json, proto] = (['json', 'proto'] as const).map((encoding) =>
    decodeClientFrame(encoding, encodeClientFrame(encoding, frame)),
  );
  expect(proto).toEqual(json);
  return json;
}

describe('client frames', () => {
  it.each<[string, ClientFrame]>([
    ['hello', { id: 1, hello }],
    ['a hello with a long token', { id: 1, hello: { ...hello, token: x(limits.tokenCharsMax) } }],
    ['send to a user', { id: 2, send }],
    ['send to a group', { id: 2, send: { ...send, to: { groupId: 'team' } } }],
    ['send to a conversation', { id: 2, send: { ...send, to: { conversationId: 's~alice~bob' } } }],
    ['custom content', { id: 2, send: { ...send, content: { custom: { type: 'order', data: Buffer.from([0]) } } } }],
    ['custom content without data', { id: 2, send: { ...send, content: { custom: { type: 'order' } } } }],
    ['a clientMessageId of 64 emoji', { id: 2, send: { ...send, clientMessageId: '😀'.repeat(64) } }],
    ['ack without positions', { ack: { received: 4 } }],
    ['ack with positions', { ack: { positions: [{ conversationId: 'g~team', index: 3 }] } }],
    ['pull', { id: 3, pull: { conversationId: 'g~team', afterIndex: 1, beforeIndex: 9, limit: limits.pullLimitMax } }],
    ['sync', { id: 4, sync: { cursor: 'c', limit: limits.syncLimitMax } }],
    ['read', { id: 5, read: { conversationId: 'g~team', index: 1 } }],
    ['a wish', { id: 6, updateConversation: { conversationId: 'g~team', muted: false } }],
    ['an empty draft', { id: 6, updateConversation: { conversationId: 'g~team', draft: '' } }],
    ['a draft of 1 024 emoji', { id: 6, updateConversation: { conversationId: 'g~team', draft: '😀'.repeat(1_024) } }],
    ['clearing all', { id: 6, clearHistory: { conversationId: 'g~team' } }],
    ['deletion', { id: 6, deleteMessages: { conversationId: 'g~team', indexes: Array(100).fill(4_294_967_295) } }],
    ['ping', { ping: {} }],
    ['ping with an id', { id: 8, ping: { cursor: 'c' } }],
  ])('%s is good', (_name, frame) => {
    expect(judge(frame)).toMatchObject({ ok: true });
  });

  it.each<[string, ClientFrame, string, string]>([
    ['no body', { id: 9 }, 'REQUIRED', 'body'],
    ['hello without id', { hello }, 'REQUIRED', 'id'],
    ['send without id', { send }, 'REQUIRED', 'id'],
    ['hello without token', { id: 9, hello: { ...hello, token: '' } }, 'REQUIRED', 'hello.token'],
    ['an endless token', { id: 9, hello: { ...hello, token: x(limits.tokenCharsMax + 1) } }, 'TOO_LONG', 'hello.token'],
    ['hello without device', { id: 9, hello: { ...hello, deviceId: '' } }, 'REQUIRED', 'hello.deviceId'],
    ['a bad device id', { id: 9, hello: { ...hello, deviceId: 'my phone' } }, 'BAD_FORMAT', 'hello.deviceId'],
    ['a long device id', { id: 9, hello: { ...hello, deviceId: x(65) } }, 'TOO_LONG', 'hello.deviceId'],
    ['a long platform', { id: 9, hello: { ...hello, platform: x(33) } }, 'TOO_LONG', 'hello.platform'],
    ['a long cursor', { id: 9, hello: { ...hello, cursor: x(1_025) } }, 'TOO_LONG', 'hello.cursor'],
    ['no wish', { id: 9, updateConversation: { conversationId: 'g~team' } }, 'REQUIRED', 'updateConversation'],
    [
      'a long draft',
      { id: 9, updateConversation: { conversationId: 'g~team', draft: x(1_025) } },
      'TOO_LONG',
      'updateConversation.draft',
    ],
    ['clearing nothing', { id: 9, clearHistory: {} }, 'REQUIRED', 'clearHistory.conversationId'],
    [
      'deletion of nothing',
      { id: 9, deleteMessages: { conversationId: 'g~team' } },
      'REQUIRED',
      'deleteMessages.indexes',
    ],
    [
      'deletion of too much',
      { id: 9, deleteMessages: { conversationId: 'g~team', indexes: Array(101).fill(1) } },
      'TOO_MANY',
      'deleteMessages.indexes',
    ],
    [
      'deletion of index 0',
      { id: 9, deleteMessages: { conversationId: 'g~team', indexes: [1, 0] } },
      'OUT_OF_RANGE',
      'deleteMessages.indexes[1]',
    ],
    ['no recipient', { id: 9, send: { ...send, to: null } }, 'REQUIRED', 'send.to'],
    ['an empty recipient', { id: 9, send: { ...send, to: {} } }, 'REQUIRED', 'send.to'],
    ['an empty user id', { id: 9, send: { ...send, to: { userId: '' } } }, 'REQUIRED', 'send.to.userId'],
    ['a bad user id', { id: 9, send: { ...send, to: { userId: 'a~b' } } }, 'BAD_FORMAT', 'send.to.userId'],
    ['a bad group id', { id: 9, send: { ...send, to: { groupId: 'ä' } } }, 'BAD_FORMAT', 'send.to.groupId'],
    ['no clientMessageId', { id: 9, send: { ...send, clientMessageId: '' } }, 'REQUIRED', 'send.clientMessageId'],
    [
      'a long clientMessageId',
      { id: 9, send: { ...send, clientMessageId: x(65) } },
      'TOO_LONG',
      'send.clientMessageId',
    ],
    ['no content', { id: 9, send: { ...send, content: null } }, 'REQUIRED', 'send.content'],
    ['empty content', { id: 9, send: { ...send, content: {} } }, 'REQUIRED', 'send.content'],
    ['empty text', { id: 9, send: { ...send, content: { text: {} } } }, 'REQUIRED', 'send.content.text.body'],
    ['no custom type', { id: 9, send: { ...send, content: { custom: {} } } }, 'REQUIRED', 'send.content.custom.type'],
    [
      'a long custom type',
      { id: 9, send: { ...send, content: { custom: { type: x(129) } } } },
      'TOO_LONG',
      'send.content.custom.type',
    ],
    [
      'membership content',
      { id: 9, send: { ...send, content: { membership: { groupId: 'team' } } } },
      'NOT_ALLOWED',
      'send.content.membership',
    ],
    [
      'content above 16 KiB',
      { id: 9, send: { ...send, content: { text: { body: x(limits.contentBytesMax) } } } },
      'TOO_LONG',
      'send.content',
    ],
    [
      'too many positions',
      { id: 9, ack: { positions: Array.from({ length: 501 }, () => ({ conversationId: 'g~t', index: 1 })) } },
      'TOO_MANY',
      'ack.positions',
    ],
    ['pull without conversation', { id: 9, pull: {} }, 'REQUIRED', 'pull.conversationId'],
    ['a large page', { id: 9, pull: { conversationId: 'g~t', limit: 201 } }, 'OUT_OF_RANGE', 'pull.limit'],
    ['a large sync', { id: 9, sync: { limit: 501 } }, 'OUT_OF_RANGE', 'sync.limit'],
    ['a long sync cursor', { id: 9, sync: { cursor: x(1_025) } }, 'TOO_LONG', 'sync.cursor'],
    ['read without conversation', { id: 9, read: { index: 1 } }, 'REQUIRED', 'read.conversationId'],
    ['a long ping cursor', { id: 9, ping: { cursor: x(1_025) } }, 'TOO_LONG', 'ping.cursor'],
  ])('with %s are refused', (_name, frame, reason, field) => {
    expect(judge(frame)).toMatchObject({
      ok: false,
      id: frame.id ?? 0,
      error: { code: 'INVALID_ARGUMENT', reason, field },
    });
  });

  it.each<[string, ClientFrame]>([
    ['send.to.conversationId', { id: 9, send: { ...send, to: { conversationId: 's~bob~alice' } } }],
    ['pull.conversationId', { id: 9, pull: { conversationId: 'nonsense' } }],
    ['read.conversationId', { id: 9, read: { conversationId: 'g~' } }],
    [
      'ack.positions[1].conversationId',
      { id: 9, ack: { positions: [{ conversationId: 'g~t' }, { conversationId: 'x' }] } },
    ],
  ])('with a conversation that can not exist in %s are answered NOT_FOUND', (field, frame) => {
    expect(judge(frame)).toMatchObject({
      ok: false,
      id: 9,
      error: { code: 'NOT_FOUND', reason: 'CONVERSATION_NOT_FOUND', field },
    });
  });

  it('with content of exactly 16 KiB are good', () => {
    // Around the text: tag and length of the body, tag and length of the message, lengths of two bytes each.
    const body = x(limits.contentBytesMax - 6);
    expect(judge({ id: 9, send: { ...send, content: { text: { body } } } })).toMatchObject({ ok: true });
    expect(judge({ id: 9, send: { ...send, content: { text: { body: `${body}x` } } } })).toMatchObject({ ok: false });
  });
});

describe('data that is no frame', () => {
  it.each<[string, 'json' | 'proto', string | Buffer]>([
    ['text on a binary connection', 'proto', '{"ping":{}}'],
    ['no JSON', 'json', 'ping'],
    ['broken protobuf', 'proto', Buffer.from([0xff])],
    ['too large text', 'json', `{"ping":{"cursor":"${x(limits.frameBytesMax)}"}}`],
    ['too large bytes', 'proto', Buffer.alloc(limits.frameBytesMax + 1)],
  ])('such as %s is undecodable', (_name, encoding, data) => {
    const decoded = decodeClientFrame(encoding, data);
    expect(decoded).toEqual({ ok: false, undecodable: expect.any(String) });
  });
});

it('an error says all of it in a frame', () => {
  const decoded = decodeClientFrame('json', '{"id":3,"sync":{"limit":9999}}');
  if (decoded.ok || decoded.undecodable !== undefined) throw new Error('expected an invalid frame');
  expect(errorBody(decoded.error)).toEqual({
    code: 'INVALID_ARGUMENT',
    reason: 'OUT_OF_RANGE',
    message: 'must be at most 500',
    field: 'sync.limit',
    retryAfterMs: 0,
  });
});
