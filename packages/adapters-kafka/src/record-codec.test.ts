import fc from 'fast-check';
import type { KafkaMessage } from 'kafkajs';
import { expect, test } from 'vitest';
import { decodeRecord, encodeRecord } from './record-codec.ts';

function message(fields: Partial<KafkaMessage>): KafkaMessage {
  return { key: null, value: null, timestamp: '0', attributes: 0, offset: '7', headers: {}, ...fields } as KafkaMessage;
}

test('what was encoded comes back, and does not share its bytes with the caller', () => {
  fc.assert(
    fc.property(fc.string(), fc.maxSafeNat(), fc.uint8Array(), (key, sequence, bytes) => {
      const value = Uint8Array.from(bytes);
      const encoded = encodeRecord({ topic: 't', key, sequence, value }, 3);
      value.fill(0);
      const headers = { sequence: Buffer.from(encoded.headers.sequence) };
      const decoded = decodeRecord(3, message({ key: encoded.key, value: encoded.value, headers }));
      expect(decoded).toEqual({ partition: 3, offset: 7, key, sequence, value: Buffer.from(bytes) });
    }),
  );
});

test.each([
  ['no key', { value: Buffer.from('v'), headers: { sequence: Buffer.from('1') } }],
  ['no value', { key: Buffer.from('k'), headers: { sequence: Buffer.from('1') } }],
  ['no sequence', { key: Buffer.from('k'), value: Buffer.from('v') }],
  ['two sequences', { key: Buffer.from('k'), value: Buffer.from('v'), headers: { sequence: ['1', '2'] } }],
  [
    'a sequence that is no number',
    { key: Buffer.from('k'), value: Buffer.from('v'), headers: { sequence: Buffer.from('-1') } },
  ],
])('a record with %s is not ours', (_, fields) => {
  expect(decodeRecord(0, message(fields as Partial<KafkaMessage>))).toBeUndefined();
});
