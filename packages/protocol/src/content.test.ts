import { describe, expect, it } from 'vitest';
import { decodeContent, encodeCanonicalContent } from './content.ts';
import { decodeClientFrame } from './frames.ts';
import { messageOfEntry } from './message-of-entry.ts';

describe('canonical content', () => {
  it('is the same from JSON and from protobuf with fields in another order', () => {
    const json =
      '{"id":1,"send":{"to":{"userId":"b"},"clientMessageId":"c","content":{"custom":{"data":"AQ==","type":"t","new":1}}}}';
    const frame = decodeClientFrame('json', json);
    if (!frame.ok || frame.frame.body !== 'send') throw new Error('expected a send');
    // custom { data, an unknown field 9, type }
    const reordered = Buffer.from('120812010148000a0174', 'hex');
    expect(encodeCanonicalContent(decodeContent(reordered))).toEqual(encodeCanonicalContent(frame.frame.send.content));
    expect(encodeCanonicalContent(frame.frame.send.content).toString('hex')).toBe('12060a0174120101');
  });

  it('differs when the content does', () => {
    const text = (body: string) => encodeCanonicalContent({ text: { body } });
    expect(text('a')).not.toEqual(text('b'));
    expect(encodeCanonicalContent({ custom: { type: 'a' } })).not.toEqual(text('a'));
  });

  it('keeps which kind an empty content is of', () => {
    expect(decodeContent(encodeCanonicalContent({ text: {} }))).toEqual({ text: { body: '' }, kind: 'text' });
  });

  it('does not read what it has not written', () => {
    expect(() => decodeContent(Buffer.from([0x0a, 0x05]))).toThrow('truncated');
    expect(() => decodeContent(Buffer.from('0a001200', 'hex'))).toThrow('only one of it and text');
  });
});

it('a log entry becomes a message', () => {
  const content = { membership: { groupId: 'team', actorId: 'alice', addedUserIds: ['bob'], removedUserIds: [] } };
  expect(
    messageOfEntry('g~team', {
      index: 3,
      messageId: '30',
      previousMessageId: '20',
      count: 2,
      senderId: 'alice',
      clientMessageId: 'm',
      content: encodeCanonicalContent(content),
      membershipVersion: 4,
    }),
  ).toEqual({
    messageId: '30',
    conversationId: 'g~team',
    index: 3,
    previousMessageId: '20',
    senderId: 'alice',
    clientMessageId: 'm',
    content: { ...content, kind: 'membership' },
  });
});
