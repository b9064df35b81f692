import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { sendSchema } from './messages.ts';
import { messageSchema, schemaOfType } from './schema.ts';

function schemaOfSource(body: string) {
  const { root } = protobuf.parse(`syntax = "proto3"; ${body}`);
  root.resolveAll();
  return schemaOfType(root.lookupType('Message'));
}

describe('the schema', () => {
  it('has fields by number with their JSON names, choices and comments', () => {
    expect(sendSchema.fields.map(({ number, name, kind }) => [number, name, kind])).toEqual([
      [1, 'to', 'message'],
      [2, 'clientMessageId', 'string'],
      [3, 'content', 'message'],
    ]);
    expect(sendSchema.fields[0]?.message?.fields.map(({ oneof }) => oneof)).toEqual(['to', 'to', 'to']);
    expect(sendSchema.fields[1]?.description).toContain('unique per sender and conversation');
  });

  it('has no message that is not there', () => {
    expect(() => messageSchema('microchat.client.v1.Nothing')).toThrow('no such type');
  });

  it.each([
    ['recursion', 'message Message { Inner inner = 1; } message Inner { Message message = 1; }', 'recursive'],
    ['a map', 'message Message { map<string, string> values = 1; }', 'is a map'],
    ['packed long numbers', 'message Message { repeated uint64 values = 1; }', 'packed'],
    ['packed enums', 'message Message { enum E { A = 0; } repeated E values = 1; }', 'packed'],
    ['a signed number', 'message Message { int32 value = 1; }', 'int32'],
    ['a fraction', 'message Message { double value = 1; }', 'double'],
    ['a field that every object has', 'message Message { string constructor = 1; }', 'reserved name'],
    [
      'more fields than can be tracked',
      `message Message { ${Array.from({ length: 32 }, (_, index) => `string f${index} = ${index + 1};`).join(' ')} }`,
      'too many fields',
    ],
  ])('refuses %s', (_name, source, message) => {
    expect(() => schemaOfSource(source)).toThrow(message);
  });

  it.each(['string', 'uint32'])('takes a repeated %s', (type) => {
    expect(schemaOfSource(`message Message { repeated ${type} values = 1; }`).fields[0]?.repeated).toBe(true);
  });
});
