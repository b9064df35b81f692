import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decodeServerFrame, readReconnectAfterMs } from './decode.ts';

describe('decodeServerFrame', () => {
  test('reads a welcome', () => {
    const text = `{"id":1,"welcome":{"userId":"alice","connectionId":"c-1","ticket":"t","heartbeatMs":25000,"changes":{
      "conversations":[{"conversationId":"s~alice~bob","type":"SINGLE","peerId":"bob",
        "head":{"index":12,"messageId":"7250101","previousMessageId":"7250100"},
        "readIndex":9,"peerReadIndex":7,"unread":3,"muted":false,"pinned":true,"left":false}],
      "cursor":"k8Jd","hasMore":true,"reset":false}}}`;
    expect(decodeServerFrame(text)).toEqual({
      kind: 'welcome',
      id: 1,
      welcome: {
        userId: 'alice',
        connectionId: 'c-1',
        ticket: 't',
        heartbeatMs: 25_000,
        changes: {
          conversations: [
            {
              conversationId: 's~alice~bob',
              type: 'SINGLE',
              peerId: 'bob',
              head: { index: 12, messageId: '7250101', previousMessageId: '7250100' },
              readIndex: 9,
              peerReadIndex: 7,
              unread: 3,
              muted: false,
              pinned: true,
              left: false,
              hiddenThrough: 0,
              markedUnread: false,
              draft: '',
              clearedThrough: 0,
              deleted: [],
              attributesVersion: 0,
            },
          ],
          cursor: 'k8Jd',
          hasMore: true,
          reset: false,
        },
      },
    });
  });

  test('reads the answer to a change of the own list', () => {
    const text = `{"id":4,"conversation":{"conversationId":"g~team","type":"GROUP","groupId":"team","hidden":true,
      "hiddenThrough":7,"markedUnread":true,"draft":"Hm","clearedThrough":3,"deleted":[{"fromIndex":5,"toIndex":6}],
      "attributesVersion":9}}`;
    expect(decodeServerFrame(text)).toMatchObject({
      kind: 'conversation',
      id: 4,
      conversation: {
        hiddenThrough: 7,
        markedUnread: true,
        draft: 'Hm',
        clearedThrough: 3,
        deleted: [{ fromIndex: 5, toIndex: 6 }],
        attributesVersion: 9,
      },
    });
    expect(decodeServerFrame('{"id":4,"conversation":{}}')).toBeUndefined();
  });

  test('takes absent fields for their defaults', () => {
    expect(decodeServerFrame('{"notify":{}}')).toEqual({
      kind: 'notify',
      notify: { messages: [], receipts: [], conversations: [] },
    });
    expect(decodeServerFrame('{"id":3,"page":{"messages":[]}}')).toEqual({
      kind: 'page',
      id: 3,
      page: { messages: [], covers: { fromIndex: 0, toIndex: 0 }, hasMore: false },
    });
  });

  test('keeps a message of an unknown kind, without content', () => {
    const text = '{"notify":{"messages":[{"conversationId":"g~t","index":3,"content":{"poll":{"question":"?"}}}]}}';
    const frame = decodeServerFrame(text);
    expect(frame).toMatchObject({ notify: { messages: [{ conversationId: 'g~t', index: 3, content: {} }] } });
  });

  test('leaves out what has no place in a conversation', () => {
    const text = '{"notify":{"messages":[{"index":3},{"conversationId":"g~t"},{"conversationId":"g~t","index":-1}]}}';
    expect(decodeServerFrame(text)).toMatchObject({ notify: { messages: [] } });
  });

  test.each(['', 'null', '[]', '"text"', '{', '{"id":4,"future":{}}', '{"notify":null}'])('skips %s', (text) => {
    expect(decodeServerFrame(text)).toBeUndefined();
  });

  test('never throws', () => {
    const kinds = ['welcome', 'sent', 'notify', 'page', 'changes', 'receipt', 'pong', 'error'];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.jsonValue(), fc.string(), (kind, value, text) => {
        decodeServerFrame(JSON.stringify({ id: value, [kind]: value }));
        decodeServerFrame(text);
      }),
    );
  });
});

test.each([
  ['{"reconnectAfterMs":1500}', 1_500],
  ['{"reconnectAfterMs":0}', 0],
  ['{"reconnectAfterMs":-1}', undefined],
  ['{"reconnectAfterMs":"1"}', undefined],
  ['replaced', undefined],
  ['', undefined],
])('a close reason of %s', (reason, expected) => {
  expect(readReconnectAfterMs(reason)).toBe(expected);
});
