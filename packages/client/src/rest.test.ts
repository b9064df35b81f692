import { describe, expect, test } from 'vitest';

import { type Fetch, requestDevToken, RestClient } from './rest.ts';

interface Call {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

function fakeFetch(status: number, reply: string) {
  const calls: Call[] = [];
  const fetch: Fetch = async (url, { method, headers, body }) => {
    calls.push({ url, method, headers, body: body === undefined ? undefined : JSON.parse(body) });
    return { ok: status < 400, status, text: async () => reply };
  };
  return { calls, fetch };
}

function clientFor(status: number, reply: string) {
  const { calls, fetch } = fakeFetch(status, reply);
  return { calls, rest: new RestClient({ url: 'http://api', token: async () => 'secret', fetch }) };
}

describe('RestClient', () => {
  test('creates a group', async () => {
    const { calls, rest } = clientFor(200, '{"groupId":"g1","conversationId":"g~g1"}');
    expect(await rest.createGroup('Team', ['bob'])).toEqual({ groupId: 'g1', conversationId: 'g~g1' });
    expect(calls).toEqual([
      {
        url: 'http://api/v1/groups',
        method: 'POST',
        headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
        body: { name: 'Team', memberIds: ['bob'] },
      },
    ]);
  });

  test('changes the own list', async () => {
    const { calls, rest } = clientFor(200, '{}');
    await rest.updateConversation('s~a~b', { hidden: true, draft: '' });
    await rest.clearHistory('s~a~b');
    await rest.deleteMessages('s~a~b', [3, 4]);
    expect(calls.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['PATCH', 'http://api/v1/conversations/s~a~b', { hidden: true, draft: '' }],
      ['POST', 'http://api/v1/conversations/s~a~b/clear', { throughIndex: 0 }],
      ['POST', 'http://api/v1/conversations/s~a~b/messages/delete', { indexes: [3, 4] }],
    ]);
  });

  test('waits for news, longer than for other answers', async () => {
    const entry = '{"conversationId":"s~alice~bob","type":"SINGLE","peerId":"bob","head":{"index":3,"messageId":"7"}}';
    const { calls, rest } = clientFor(200, `{"conversations":[${entry}],"cursor":"c2","hasMore":true}`);
    expect(await rest.updates({ cursor: 'c 1', waitMs: 50_000, deviceId: 'pi' })).toMatchObject({
      conversations: [{ conversationId: 's~alice~bob', head: { index: 3, messageId: '7', previousMessageId: '0' } }],
      cursor: 'c2',
      hasMore: true,
      reset: false,
    });
    await rest.updates({ cursor: '' });
    expect(calls.map(({ url }) => url)).toEqual([
      'http://api/v1/updates?cursor=c+1&waitMs=50000&deviceId=pi',
      'http://api/v1/updates?cursor=&waitMs=25000',
    ]);
  });

  test('reads a page of history', async () => {
    const message = '{"messageId":"7","conversationId":"g~a b","index":2,"senderId":"bob","content":{}}';
    const { calls, rest } = clientFor(200, `{"messages":[${message}],"covers":{"fromIndex":2,"toIndex":2}}`);
    const page = await rest.messages({ conversationId: 'g~a b', afterIndex: 1, beforeIndex: 3, limit: 10 });
    expect(page).toMatchObject({ messages: [{ messageId: '7', index: 2, senderId: 'bob' }], hasMore: false });
    expect(calls[0]?.url).toBe('http://api/v1/conversations/g~a%20b/messages?afterIndex=1&beforeIndex=3&limit=10');
  });

  test('ends waiting for news when it is told to', async () => {
    const leaving = new AbortController();
    const fetch: Fetch = (_url, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const rest = new RestClient({ url: 'http://api', token: 'secret', fetch });
    const answer = rest.updates({ cursor: '', signal: leaving.signal });
    await Promise.resolve();
    leaving.abort();
    await expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('adds, removes and lists members', async () => {
    const { calls, rest } = clientFor(200, '{"members":[{"userId":"alice","owner":true},{"userId":"bob"}]}');
    await rest.addMembers('g/1', ['carol']);
    await rest.removeMember('g/1', 'b b');
    expect(await rest.members('g/1')).toEqual(['alice', 'bob']);
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST http://api/v1/groups/g%2F1/members',
      'DELETE http://api/v1/groups/g%2F1/members/b%20b',
      'GET http://api/v1/groups/g%2F1/members',
    ]);
  });

  test('turns a problem into an error with the same code, reason and field', async () => {
    const problem = '{"code":"NOT_FOUND","reason":"USER_NOT_FOUND","detail":"No such user.","field":"memberIds[0]"}';
    const { rest } = clientFor(404, problem);
    await expect(rest.createGroup('Team', ['x'])).rejects.toMatchObject({
      code: 'NOT_FOUND',
      reason: 'USER_NOT_FOUND',
      field: 'memberIds[0]',
      message: 'No such user.',
    });
  });

  test('copes with an answer of something in between', async () => {
    const { rest } = clientFor(502, '<html>bad gateway</html>');
    await expect(rest.group('g1')).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'HTTP_ERROR' });
  });

  test('says when nobody answers', async () => {
    const rest = new RestClient({ url: 'http://api', token: 't', fetch: () => Promise.reject(new Error('refused')) });
    await expect(rest.group('g1')).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'API_UNREACHABLE' });
  });
});

test('asks for a development token without one', async () => {
  const { calls, fetch } = fakeFetch(200, '{"token":"t-1"}');
  expect(await requestDevToken('http://api', 'alice', fetch)).toBe('t-1');
  expect(calls[0]?.headers).toEqual({ 'content-type': 'application/json' });
});
