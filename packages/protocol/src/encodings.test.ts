import { expect, it } from 'vitest';
import { reconnectReason } from './close-codes.ts';
import { chooseEncoding } from './encodings.ts';

it.each([
  [[], { encoding: 'json', subprotocol: undefined }],
  [['microchat.v1.json'], { encoding: 'json', subprotocol: 'microchat.v1.json' }],
  [['other', 'microchat.v1.proto', 'microchat.v1.json'], { encoding: 'proto', subprotocol: 'microchat.v1.proto' }],
  [['other'], undefined],
])('of the subprotocols %j the first known one is chosen', (offered, chosen) => {
  expect(chooseEncoding(offered)).toEqual(chosen);
});

it('a close reason fits into a close frame', () => {
  expect(reconnectReason(1_234.5)).toBe('{"reconnectAfterMs":1235}');
  expect(reconnectReason(Number.MAX_SAFE_INTEGER).length).toBeLessThan(123);
});
