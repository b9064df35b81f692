import { type Encoding } from '@microchat/protocol/encodings';
import { decodeClientFrame } from '@microchat/protocol/frames';
import { describe, expect, it } from 'vitest';
import { idOfAnswer, SendTemplate, stampDigits } from './send-template.ts';

/** As a server does it. */
function unmasked(frame: Buffer): Buffer {
  const start = ((frame[1] ?? 0) & 0x7f) === 126 ? 8 : 6;
  const mask = frame.subarray(start - 4, start);
  return Buffer.from(frame.subarray(start).map((byte, at) => byte ^ (mask[at & 3] ?? 0)));
}

describe.each<Encoding>(['json', 'proto'])('send template in %s', (encoding) => {
  it.each([0, 7, 127, 128, 999_999])('writes its numbers into a frame that was made before: %d', (number) => {
    const template = new SendTemplate(encoding, { userId: 'bob' }, 'run-');
    template.frame(1, 1, 1);
    const payload = unmasked(template.frame(number, number * 1_000, number * 1_000_000));
    const decoded = decodeClientFrame(encoding, encoding === 'json' ? payload.toString() : payload);
    if (!decoded.ok) throw new Error(JSON.stringify(decoded));
    const { id, send } = decoded.frame as { id: number; send: { clientMessageId: string } };
    expect(idOfAnswer(id)).toBe(number);
    expect(send.clientMessageId).toBe(`run-${String(number * 1_000).padStart(12, '0')}`);
    expect(payload.includes(String(number * 1_000_000).padStart(stampDigits, '0'))).toBe(true);
  });
});
