import { type Encoding } from '@microchat/protocol/encodings';
import { encodeServerFrame } from '@microchat/protocol/frames';
import { describe, expect, it } from 'vitest';
import { frameKind, isWelcome, messagesIn } from './server-frames.ts';

type ServerFrame = Parameters<typeof encodeServerFrame>[1];

/** In the middle of other bytes, as frames are in what a socket reads. */
function received(encoding: Encoding, frame: ServerFrame) {
  const payload =
    encoding === 'json' ? Buffer.from(encodeServerFrame('json', frame)) : encodeServerFrame('proto', frame);
  const data = Buffer.concat([Buffer.from('"clientMessageId"'), payload, Buffer.from('"clientMessageId"')]);
  return { data, start: 17, end: 17 + payload.length };
}

function notify(messages: number): ServerFrame {
  return {
    notify: {
      messages: Array.from({ length: messages }, (_, at) => ({
        messageId: String(2 ** 40 + at),
        conversationId: 's~a~b',
        index: at + 1,
        senderId: 'a',
        clientMessageId: `c-${at}`,
        content: { text: { body: 'x'.repeat(200) } },
      })),
      receipts: [{ conversationId: 's~a~b', userId: 'b', readIndex: 1 }],
    },
  };
}

describe.each<Encoding>(['json', 'proto'])('frames of the server in %s', (encoding) => {
  it.each([0, 1, 50])('counts the messages of a notify: %d', (count) => {
    const { data, start, end } = received(encoding, notify(count));
    expect(frameKind(encoding, data, start)).toBe('notify');
    expect(messagesIn(encoding, data, start, end)).toBe(count);
  });

  it('tells answers, welcomes and the rest apart', () => {
    const kindOf = (frame: ServerFrame) => {
      const { data, start } = received(encoding, frame);
      return [frameKind(encoding, data, start), isWelcome(encoding, data, start)];
    };
    expect(kindOf({ id: 1, welcome: { userId: 'a' } })).toEqual(['answer', true]);
    expect(kindOf({ id: 1, error: { reason: 'TOKEN_INVALID' } })).toEqual(['answer', false]);
    expect(kindOf({ id: 2 ** 21, sent: { index: 1 } })[0]).toBe('answer');
    expect(kindOf({ pong: { cursor: 'c' } })[0]).toBe('other');
  });
});
