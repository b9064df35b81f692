import { describe, expect, it } from 'vitest';
import { decodeJson } from './decode-json.ts';
import { clientFrameSchema, sendSchema, serverFrameSchema } from './messages.ts';
import { UndecodableError } from './violation.ts';

describe('decodeJson', () => {
  it('fills in what is absent', () => {
    expect(decodeJson(clientFrameSchema, '{"hello":{}}').value).toEqual({
      id: 0,
      hello: { token: '', deviceId: '', platform: '', cursor: '' },
      body: 'hello',
    });
    expect(decodeJson(sendSchema, '{}').value).toEqual({ to: null, clientMessageId: '', content: null });
  });

  it('ignores unknown fields, whatever they hold', () => {
    const deep = `${'['.repeat(1_000)}${']'.repeat(1_000)}`;
    const { value, violation } = decodeJson(
      clientFrameSchema,
      `{"x":${deep},"body":"send","ping":{"y":null},"__proto__":1}`,
    );
    expect(violation).toBeUndefined();
    expect(value).toEqual({ id: 0, ping: { cursor: '' }, body: 'ping' });
  });

  it('takes null for an absent message', () => {
    expect(decodeJson(clientFrameSchema, '{"hello":null,"ping":{"cursor":"c"}}')).toEqual({
      value: { id: 0, ping: { cursor: 'c' }, body: 'ping' },
      violation: undefined,
    });
  });

  it('turns -0 into 0', () => {
    expect(Object.is(decodeJson(clientFrameSchema, '{"id":-0}').value.id, 0)).toBe(true);
  });

  it.each([
    ['{"id":"1"}', 'WRONG_TYPE', 'id'],
    ['{"id":null}', 'WRONG_TYPE', 'id'],
    ['{"id":true}', 'WRONG_TYPE', 'id'],
    ['{"id":[1]}', 'WRONG_TYPE', 'id'],
    ['{"id":-1}', 'OUT_OF_RANGE', 'id'],
    ['{"id":1.5}', 'OUT_OF_RANGE', 'id'],
    ['{"id":4294967296}', 'OUT_OF_RANGE', 'id'],
    ['{"id":1e400}', 'OUT_OF_RANGE', 'id'],
    ['{"hello":[]}', 'WRONG_TYPE', 'hello'],
    ['{"hello":"x"}', 'WRONG_TYPE', 'hello'],
    ['{"hello":{"token":1}}', 'WRONG_TYPE', 'hello.token'],
    ['{"hello":{"token":null}}', 'WRONG_TYPE', 'hello.token'],
    ['{"hello":{"token":"\\ud800"}}', 'BAD_FORMAT', 'hello.token'],
    ['{"hello":{},"ping":{}}', 'ONEOF_CONFLICT', 'ping'],
    ['{"send":{"to":{"userId":"a","groupId":""}}}', 'ONEOF_CONFLICT', 'send.to.groupId'],
    ['{"send":{"to":{"userId":null}}}', 'WRONG_TYPE', 'send.to.userId'],
    ['{"ack":{"positions":{}}}', 'WRONG_TYPE', 'ack.positions'],
    ['{"ack":{"positions":null}}', 'WRONG_TYPE', 'ack.positions'],
    ['{"ack":{"positions":[null]}}', 'WRONG_TYPE', 'ack.positions[0]'],
    ['{"ack":{"positions":[{},{"index":-5}]}}', 'OUT_OF_RANGE', 'ack.positions[1].index'],
    ['{"send":{"content":{"custom":{"data":[1]}}}}', 'WRONG_TYPE', 'send.content.custom.data'],
    ['{"send":{"content":{"custom":{"data":"a b="}}}}', 'BAD_FORMAT', 'send.content.custom.data'],
    ['{"send":{"content":{"custom":{"data":"QQ"}}}}', 'BAD_FORMAT', 'send.content.custom.data'],
    ['{"send":{"content":{"custom":{"data":"_-8="}}}}', 'BAD_FORMAT', 'send.content.custom.data'],
  ])('refuses %s', (text, reason, field) => {
    expect(decodeJson(clientFrameSchema, text).violation).toMatchObject({ code: 'INVALID_ARGUMENT', reason, field });
  });

  it.each([
    ['{"sent":{"messageId":5}}', 'WRONG_TYPE', 'sent.messageId'],
    ['{"sent":{"messageId":"-5"}}', 'OUT_OF_RANGE', 'sent.messageId'],
    ['{"sent":{"messageId":"05"}}', 'OUT_OF_RANGE', 'sent.messageId'],
    ['{"sent":{"messageId":"18446744073709551616"}}', 'OUT_OF_RANGE', 'sent.messageId'],
    ['{"sent":{"duplicate":1}}', 'WRONG_TYPE', 'sent.duplicate'],
    ['{"error":{"code":"NO_SUCH_CODE"}}', 'UNKNOWN_ENUM_VALUE', 'error.code'],
    ['{"error":{"code":"not_found"}}', 'UNKNOWN_ENUM_VALUE', 'error.code'],
    ['{"error":{"code":"constructor"}}', 'UNKNOWN_ENUM_VALUE', 'error.code'],
    ['{"error":{"code":5}}', 'WRONG_TYPE', 'error.code'],
  ])('refuses %s of a server', (text, reason, field) => {
    expect(decodeJson(serverFrameSchema, text).violation).toMatchObject({ code: 'INVALID_ARGUMENT', reason, field });
  });

  it('tells the first violation and keeps what is right', () => {
    const { value, violation } = decodeJson(clientFrameSchema, '{"send":{"to":1,"content":2},"id":9}');
    expect(violation?.field).toBe('send.to');
    expect(value.id).toBe(9);
  });

  it.each(['', 'x', '{', '[]', 'null', '5', '"x"', '{"id":1}}', '[{}]', '\u0000', '['.repeat(100_000)])(
    'can not decode %.20s',
    (text) => {
      expect(() => decodeJson(clientFrameSchema, text)).toThrow(UndecodableError);
      expect(() => decodeJson(clientFrameSchema, Buffer.from(text))).toThrow(UndecodableError);
    },
  );

  it('can not decode bytes that are not UTF-8', () => {
    expect(() => decodeJson(clientFrameSchema, Buffer.from('{"x":"\xff"}', 'latin1'))).toThrow('not UTF-8');
  });
});
