import { describe, expect, it } from 'vitest';
import { decodeProto } from './decode-proto.ts';
import { encodeProto } from './encode-proto.ts';
import { clientFrameSchema, contentSchema, serverFrameSchema } from './messages.ts';
import { UndecodableError } from './violation.ts';

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

describe('decodeProto', () => {
  it('reads nothing as a message of defaults', () => {
    expect(decodeProto(clientFrameSchema, hex(''))).toEqual({ value: { id: 0 }, violation: undefined });
  });

  it.each([
    ['a varint', '98 06 01'],
    ['a fixed64', '99 06 0102030405060708'],
    ['a string', '9a 06 03 616263'],
    ['a fixed32', '9d 06 01020304'],
  ])('skips an unknown field with %s', (_name, bytes) => {
    expect(decodeProto(clientFrameSchema, hex(`${bytes} 08 05`))).toEqual({ value: { id: 5 }, violation: undefined });
  });

  it('reads a varint with needless bytes', () => {
    expect(decodeProto(clientFrameSchema, hex('08 85 80 00')).value).toEqual({ id: 5 });
  });

  it('keeps no more of the input alive than it needs', () => {
    const frame = Buffer.concat([encodeProto(contentSchema, { custom: { type: 't', data: Buffer.from('x') } })]);
    const { value } = decodeProto(contentSchema, frame);
    frame.fill(0);
    expect(value.custom).toEqual({ type: 't', data: Buffer.from('x') });
  });

  it.each([
    ['id as text', '0a 01 31', 'WRONG_TYPE', 'id'],
    ['hello as a number', '10 01', 'WRONG_TYPE', 'hello'],
    ['id above uint32', '08 8080808010', 'OUT_OF_RANGE', 'id'],
    ['id -1', '08 ffffffffffffffffff01', 'OUT_OF_RANGE', 'id'],
    ['id twice', '08 01 08 02', 'TOO_MANY', 'id'],
    ['ping twice', '42 00 42 00', 'TOO_MANY', 'ping'],
    ['hello and ping', '12 00 42 00', 'ONEOF_CONFLICT', 'ping'],
    ['a deleted index above uint32', '5a 08 12 06 01 ffffffff1f', 'OUT_OF_RANGE', 'deleteMessages.indexes[1]'],
    ['a token that is not UTF-8', '12 03 0a 01 ff', 'BAD_FORMAT', 'hello.token'],
    ['a surrogate in UTF-8', '12 05 0a 03 eda080', 'BAD_FORMAT', 'hello.token'],
    ['a bad index in the second position', '22 08 12 00 12 04 10 ffffff', undefined, undefined],
    [
      'an index above uint32 in the second position',
      '22 0a 12 00 12 06 10 ffffffff1f',
      'OUT_OF_RANGE',
      'ack.positions[1].index',
    ],
  ])('judges %s', (_name, bytes, reason, field) => {
    if (reason === undefined) expect(() => decodeProto(clientFrameSchema, hex(bytes))).toThrow(UndecodableError);
    else expect(decodeProto(clientFrameSchema, hex(bytes)).violation).toMatchObject({ reason, field });
  });

  it('reads a list of numbers packed, apart, and in pieces', () => {
    const { value, violation } = decodeProto(clientFrameSchema, hex('5a 0a 12 02 05 07 10 09 12 00 12 00'));
    expect([value.deleteMessages?.indexes, violation]).toEqual([[5, 7, 9], undefined]);
  });

  it('takes the replacement character for what it is', () => {
    expect(decodeProto(clientFrameSchema, hex('12 05 0a 03 efbfbd')).value.hello?.token).toBe('\uFFFD');
  });

  it.each([
    ['an unknown enum number', '4a 02 08 63', 'UNKNOWN_ENUM_VALUE', 'error.code'],
    ['a bool that is 2', '1a 02 28 02', 'OUT_OF_RANGE', 'sent.duplicate'],
  ])('refuses %s of a server', (_name, bytes, reason, field) => {
    expect(decodeProto(serverFrameSchema, hex(bytes)).violation).toMatchObject({ reason, field });
  });

  it('finds the id behind the violation', () => {
    const { value, violation } = decodeProto(clientFrameSchema, hex('12 03 0a 01 ff 08 07'));
    expect(violation?.field).toBe('hello.token');
    expect(value.id).toBe(7);
  });

  it.each([
    ['a lone tag', '08'],
    ['a varint without end', '08 80'],
    ['a varint of 11 bytes', '08 8080808080808080808001'],
    ['a varint of 65 bits', '08 ffffffffffffffffff02'],
    ['a length beyond the end', '12 05 0a'],
    ['a length beyond the message around it', '12 02 0a 05 6162636465'],
    ['a list of numbers that ends inside one', '5a 03 12 01 80'],
    ['a huge length', '12 ffffffff0f'],
    ['a length of 2^63', '12 80808080808080808001'],
    ['field number 0', '00 00'],
    ['a field number of 30 bits', '80808080 20 00'],
    ['a group', '0b 0c'],
    ['an unknown group', '9b 06 9c 06'],
    ['wire type 6', '0e'],
    ['a cut fixed32', '9d 06 0102'],
    ['a cut fixed64', '99 06 01'],
  ])('can not decode %s', (_name, bytes) => {
    expect(() => decodeProto(clientFrameSchema, hex(bytes))).toThrow(UndecodableError);
  });

  it('does not follow nesting that the schema does not have', () => {
    // Unknown field 100 inside itself, 3 000 times: skipped as a whole.
    let nested = Buffer.alloc(0);
    for (let depth = 0; depth < 3_000; depth++) {
      nested = Buffer.concat([hex('a2 06'), varint(nested.length), nested]);
    }
    expect(decodeProto(clientFrameSchema, nested)).toEqual({ value: { id: 0 }, violation: undefined });
  });
});

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}
