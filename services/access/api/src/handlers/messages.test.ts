import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import { encodeCanonicalContent } from '@microchat/protocol/content';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestApi } from '../testing/test-api.ts';

let api: TestApi;

beforeEach(() => {
  api = new TestApi();
});

describe('POST /v1/messages', () => {
  const content = { text: { body: 'hi' } };
  const sent = { conversationId: 's~alice~bob', messageId: '77', index: 3, previousMessageId: '70', duplicate: false };

  it('sends in the name of the caller and answers where it went', async () => {
    api.services.answer('messaging.send', () => sent);
    const answer = await api.call('alice', 'POST', '/v1/messages', {
      to: { userId: 'bob' },
      clientMessageId: 'c-1',
      content,
      userId: 'mallory',
    });
    expect(answer).toMatchObject({ status: 200, body: sent });
    expect(api.services.requests('messaging.send')).toEqual([
      {
        userId: 'alice',
        to: { userId: 'bob', to: 'userId' },
        clientMessageId: 'c-1',
        content: encodeCanonicalContent(content),
      },
    ]);
  });

  it.each<[string, object, string, string]>([
    ['no recipient', { clientMessageId: 'c', content }, 'REQUIRED', 'to'],
    ['an empty recipient', { to: {}, clientMessageId: 'c', content }, 'REQUIRED', 'to'],
    ['two recipients', { to: { userId: 'b', groupId: 'g' }, content }, 'ONEOF_CONFLICT', 'to.groupId'],
    ['a bad id', { to: { userId: 'b o b' }, clientMessageId: 'c', content }, 'BAD_FORMAT', 'to.userId'],
    ['no clientMessageId', { to: { userId: 'bob' }, content }, 'REQUIRED', 'clientMessageId'],
    ['a number as text', { content: { text: { body: 5 } } }, 'WRONG_TYPE', 'content.text.body'],
    [
      'membership content',
      { to: { userId: 'bob' }, clientMessageId: 'c', content: { membership: {} } },
      'NOT_ALLOWED',
      'content.membership',
    ],
  ])('refuses %s', async (_name, body, reason, field) => {
    const answer = await api.call('alice', 'POST', '/v1/messages', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', reason, field } });
    expect(api.services.requests('messaging.send')).toEqual([]);
  });

  it('names the field of a refusal as it is in the body', async () => {
    api.services.answer('messaging.send', () => {
      throw new ServiceError('NOT_FOUND', { reason: 'USER_NOT_FOUND', message: 'No.', field: 'send.to.userId' });
    });
    const answer = await api.call('alice', 'POST', '/v1/messages', {
      to: { userId: 'nobody' },
      clientMessageId: 'c-1',
      content,
    });
    expect(answer).toMatchObject({ status: 404, body: { reason: 'USER_NOT_FOUND', field: 'to.userId' } });
  });
});

describe('conversations', () => {
  it('GET /v1/conversations passes cursor and limit', async () => {
    api.services.answer('sync.getChanges', () => ({ conversations: [], cursor: 'c2', hasMore: true, reset: false }));
    const answer = await api.call('alice', 'GET', '/v1/conversations?cursor=c1&limit=7');
    expect(answer.body).toEqual({ conversations: [], cursor: 'c2', hasMore: true, reset: false });
    expect(api.services.requests('sync.getChanges')).toEqual([{ userId: 'alice', cursor: 'c1', limit: 7 }]);
  });

  it.each([
    ['limit=-1', 'WRONG_TYPE', 'limit'],
    ['limit=1.5', 'WRONG_TYPE', 'limit'],
    ['limit=1e3', 'WRONG_TYPE', 'limit'],
    ['limit=0x10', 'WRONG_TYPE', 'limit'],
    [`limit=${limits.syncLimitMax + 1}`, 'OUT_OF_RANGE', 'limit'],
    ['limit=1&limit=2', 'TOO_MANY', 'limit'],
    [`cursor=${'x'.repeat(limits.cursorCharsMax + 1)}`, 'TOO_LONG', 'cursor'],
  ])('GET /v1/conversations refuses %s', async (query, reason, field) => {
    const answer = await api.call('alice', 'GET', `/v1/conversations?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', reason, field } });
  });

  it('GET messages shows log entries as messages', async () => {
    api.services.answer('sync.pull', () => ({
      conversationId: 's~alice~bob',
      entries: [
        {
          index: 2,
          messageId: '18446744073709551615',
          previousMessageId: '5',
          count: 2,
          senderId: 'bob',
          clientMessageId: 'b-1',
          content: encodeCanonicalContent({ custom: { type: 'order', data: Buffer.from([1, 255]) } }),
          membershipVersion: 0,
        },
      ],
      covers: { fromIndex: 2, toIndex: 2 },
      hasMore: true,
    }));
    const answer = await api.call('alice', 'GET', '/v1/conversations/s~alice~bob/messages?beforeIndex=3&limit=1');
    expect(answer.body).toEqual({
      messages: [
        {
          messageId: '18446744073709551615',
          conversationId: 's~alice~bob',
          index: 2,
          previousMessageId: '5',
          senderId: 'bob',
          clientMessageId: 'b-1',
          content: { custom: { type: 'order', data: 'Af8=' } },
        },
      ],
      covers: { fromIndex: 2, toIndex: 2 },
      hasMore: true,
    });
    expect(api.services.requests('sync.pull')).toEqual([
      { userId: 'alice', pull: { conversationId: 's~alice~bob', afterIndex: 0, beforeIndex: 3, limit: 1 } },
    ]);
  });

  it.each(['nonsense', 's~bob~alice', 'g~', 'g~a b', '%00'])(
    'answers NOT_FOUND for the conversation %s without asking a service',
    async (conversationId) => {
      for (const [method, url, body] of [
        ['GET', 'messages', undefined],
        ['POST', 'read', { index: 1 }],
        ['GET', 'messages/1/readers', undefined],
      ] as const) {
        const path = `/v1/conversations/${encodeURI(conversationId)}/${url}`;
        const answer = await api.call('alice', method, path, body);
        expect(answer).toMatchObject({ status: 404, body: { reason: 'CONVERSATION_NOT_FOUND' } });
      }
      expect(api.services.calls.every(({ method }) => method === 'userStore.getUsers')).toBe(true);
    },
  );

  it('POST read answers the receipt', async () => {
    const receipt = { conversationId: 'g~team', readIndex: 4, peerReadIndex: 0, unread: 1 };
    api.services.answer('sync.read', () => receipt);
    const answer = await api.call('alice', 'POST', '/v1/conversations/g~team/read', { index: 4 });
    expect(answer.body).toEqual(receipt);
    expect(api.services.requests('sync.read')).toEqual([{ userId: 'alice', conversationId: 'g~team', index: 4 }]);
  });

  it('GET readers pages by user id', async () => {
    const readers = [{ conversationId: 'g~team', userId: 'bob', readIndex: 9 }];
    api.services.answer('sync.getReaders', () => ({ readers, hasMore: false }));
    const answer = await api.call('alice', 'GET', '/v1/conversations/g~team/messages/9/readers?afterUserId=a');
    expect(answer.body).toEqual({ readers, hasMore: false });
    expect(api.services.requests('sync.getReaders')).toEqual([
      { userId: 'alice', conversationId: 'g~team', index: 9, afterUserId: 'a', limit: 0 },
    ]);
  });

  it('GET readers refuses an index that is no number', async () => {
    const answer = await api.call('alice', 'GET', '/v1/conversations/g~team/messages/x/readers');
    expect(answer).toMatchObject({ status: 400, body: { reason: 'WRONG_TYPE', field: 'index' } });
  });
});

describe('POST /v1/acks', () => {
  const acks = [{ conversationId: 's~alice~bob', index: 4 }];

  it('passes the positions of the device', async () => {
    api.services.answer('sync.ack', () => ({}));
    const answer = await api.call('alice', 'POST', '/v1/acks', { deviceId: 'web-1', acks });
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(api.services.requests('sync.ack')).toEqual([{ userId: 'alice', deviceId: 'web-1', positions: acks }]);
  });

  it('refuses a missing device, a foreign form and too many positions', async () => {
    const many = Array.from({ length: limits.positionsMax + 1 }, () => acks[0]);
    for (const [body, reason, field] of [
      [{ acks }, 'REQUIRED', 'deviceId'],
      [{ deviceId: 'web-1', acks: {} }, 'WRONG_TYPE', 'acks'],
      [{ deviceId: 'web-1', acks: [{ conversationId: 'g~t', index: -1 }] }, 'OUT_OF_RANGE', 'acks[0].index'],
      [{ deviceId: 'web-1', acks: many }, 'TOO_MANY', 'acks'],
    ] as const) {
      const answer = await api.call('alice', 'POST', '/v1/acks', body);
      expect(answer).toMatchObject({ status: 400, body: { reason, field } });
    }
  });
});

describe('the own list', () => {
  const entry = { conversationId: 's~alice~bob', type: 'SINGLE', peerId: 'bob', draft: 'Hm', clearedThrough: 4 };

  it('takes wishes, and answers the entry', async () => {
    api.services.answer('sync.updateConversation', () => entry);
    const wish = { hidden: false, markedUnread: true, draft: 'Hm' };
    const answer = await api.call('alice', 'PATCH', '/v1/conversations/s~alice~bob', wish);
    expect(answer).toMatchObject({ status: 200, body: { ...entry, hidden: false, deleted: [] } });
    expect(api.services.requests('sync.updateConversation')).toMatchObject([
      { userId: 'alice', conversationId: 's~alice~bob', ...wish },
    ]);
    expect(api.services.requests('sync.updateConversation')[0]).not.toHaveProperty('muted');
  });

  it('clears and deletes', async () => {
    api.services.answer('sync.clearHistory', () => entry);
    api.services.answer('sync.deleteMessages', () => entry);
    const post = (path: string, body: object) =>
      api.call('alice', 'POST', `/v1/conversations/s~alice~bob${path}`, body);
    expect(await post('/clear', {})).toMatchObject({ status: 200, body: { clearedThrough: 4 } });
    expect(await post('/messages/delete', { indexes: [3, 5] })).toMatchObject({ status: 200 });
    const who = { userId: 'alice', conversationId: 's~alice~bob' };
    expect(api.services.requests('sync.clearHistory')).toEqual([{ ...who, throughIndex: 0 }]);
    expect(api.services.requests('sync.deleteMessages')).toEqual([{ ...who, indexes: [3, 5] }]);
  });

  it.each<[string, string, string, object, string, string]>([
    ['no wish', 'PATCH', '', {}, 'REQUIRED', ''],
    ['a long draft', 'PATCH', '', { draft: 'x'.repeat(limits.draftCharsMax + 1) }, 'TOO_LONG', 'draft'],
    ['no indexes', 'POST', '/messages/delete', {}, 'REQUIRED', 'indexes'],
    ['index 0', 'POST', '/messages/delete', { indexes: [4, 0] }, 'OUT_OF_RANGE', 'indexes[1]'],
    ['an index as text', 'POST', '/messages/delete', { indexes: ['4'] }, 'WRONG_TYPE', 'indexes[0]'],
    ['too many', 'POST', '/messages/delete', { indexes: Array(101).fill(1) }, 'TOO_MANY', 'indexes'],
    ['clearing below 0', 'POST', '/clear', { throughIndex: -1 }, 'OUT_OF_RANGE', 'throughIndex'],
  ])('refuses %s', async (_name, method, path, body, reason, field) => {
    const answer = await api.call('alice', method as 'POST', `/v1/conversations/s~alice~bob${path}`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', reason, field } });
    expect(api.services.calls.filter((call) => call.method.startsWith('sync.'))).toEqual([]);
  });
});
