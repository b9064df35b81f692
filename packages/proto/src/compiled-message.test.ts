import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import type { MessageTypeDefinition } from '@grpc/proto-loader';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { compileMessage, MessageTooLargeError } from './compiled-message.ts';
import { loadProto } from './testing/load-proto.ts';
import { messageType } from './message-types.ts';
import { protoRoot } from './proto-root.ts';

interface Known {
  readonly proto: string;
  readonly name: string;
}

/** Every message of every .proto. */
const messages: Known[] = readdirSync(protoRoot, { recursive: true, encoding: 'utf8', withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.proto'))
  .map((entry) => `${relative(protoRoot, entry.parentPath)}/${entry.name}`)
  .flatMap((proto) =>
    Object.entries(loadProto(proto))
      .filter(([, definition]) => definition.format === 'Protocol Buffer 3 DescriptorProto')
      .map(([name]) => ({ proto, name })),
  );

function loaderCodec({ proto, name }: Known): MessageTypeDefinition<object, object> {
  return loadProto(proto)[name] as MessageTypeDefinition<object, object>;
}

const decimals = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);

function valueOf(field: protobuf.Field): fc.Arbitrary<unknown> {
  field.resolve();
  if (field.resolvedType instanceof protobuf.Enum) return fc.constantFrom(...Object.keys(field.resolvedType.values));
  if (field.resolvedType instanceof protobuf.Type) return messageOf(field.resolvedType);
  switch (field.type) {
    case 'uint32':
      return fc.oneof(fc.nat(), fc.constantFrom(0, 127, 128, 2 ** 31, 2 ** 32 - 1));
    case 'uint64':
      return fc.oneof(decimals, fc.constantFrom('0', '9007199254740991', '9007199254740992', `${2n ** 64n - 1n}`));
    case 'bool':
      return fc.boolean();
    case 'string':
      return fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
    case 'bytes':
      return fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    default:
      throw new Error(`no values for ${field.type}`);
  }
}

/** Fields may be missing; of a oneof at most one member is set. */
function messageOf(type: protobuf.Type): fc.Arbitrary<object> {
  const plain = type.fieldsArray.filter((field) => field.partOf === null || field.partOf === undefined);
  const fields = fc.record(
    Object.fromEntries(
      plain.map((field) => [field.name, field.repeated ? fc.array(valueOf(field), { maxLength: 4 }) : valueOf(field)]),
    ),
    { requiredKeys: [] },
  );
  const oneofs = type.oneofsArray.map((oneof) =>
    fc.option(fc.oneof(...oneof.fieldsArray.map((field) => valueOf(field).map((value) => ({ [field.name]: value })))), {
      nil: {},
    }),
  );
  return fc.tuple(fields, ...oneofs).map((parts) => Object.assign({}, ...parts) as object);
}

test('there are messages to compare', () => {
  expect(messages.length).toBeGreaterThan(100);
});

describe.each(messages)('$name', (known) => {
  const loader = loaderCodec(known);
  const type = messageType(known.proto, known.name);
  const compiled = compileMessage(type);

  test('is encoded, decoded and copied as the loader of gRPC does it', () => {
    fc.assert(
      fc.property(messageOf(type), (message) => {
        const bytes = loader.serialize(message);
        expect(compiled.encode(message).toString('hex')).toBe(bytes.toString('hex'));
        const output = loader.deserialize(bytes);
        expect(compiled.decode(bytes)).toEqual(output);
        expect(compiled.copy(message, bytes.length)).toEqual(output);
        if (bytes.length > 0) expect(() => compiled.copy(message, bytes.length - 1)).toThrow(MessageTooLargeError);
        // What a handler was given goes on to the next service.
        expect(compiled.encode(output)).toEqual(loader.serialize(output));
        expect(compiled.copy(output)).toEqual(output);
      }),
      { numRuns: 25 },
    );
  });

  test('damaged bytes are refused or read, and never read on', () => {
    fc.assert(
      fc.property(messageOf(type), fc.nat(), fc.integer({ min: 0, max: 255 }), (message, at, byte) => {
        const bytes = compiled.encode(message);
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        for (const damaged of [bytes, bytes.subarray(0, at % (bytes.length + 1))]) {
          try {
            compiled.decode(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

const logProto = 'microchat/storage/v1/log.proto';
const entry = compileMessage(messageType(logProto, 'microchat.storage.v1.LogEntry'));

test('a copy shares nothing', () => {
  const content = Buffer.from('before');
  const copy = entry.copy({ content }) as { content: Buffer };
  content.fill(0);
  expect(copy.content.toString()).toBe('before');
});

test('fields of newer versions are passed over', () => {
  const unknown = protobuf.Writer.create()
    .uint32((99 << 3) | 2)
    .string('x')
    .uint32((98 << 3) | 0)
    .uint64(7);
  const bytes = Buffer.concat([
    entry.encode({ index: 3 }),
    unknown
      .uint32((97 << 3) | 5)
      .fixed32(1)
      .finish(),
  ]);
  expect(entry.decode(bytes)).toMatchObject({ index: 3 });
});

test.each([
  ['text that is no number', { messageId: 'x' }],
  ['a number beyond 64 bits', { messageId: '18446744073709551616' }],
  ['a negative number', { messageId: '-1' }],
  ['no text', { messageId: '' }],
  ['an object in place of bytes', { content: {} }],
])('%s is refused', (_name, message) => {
  expect(() => entry.encode(message)).toThrow(TypeError);
  expect(() => entry.copy(message)).toThrow(TypeError);
});

test('a message larger than the shared memory, and one after an error', () => {
  const content = Buffer.alloc(3_000_000, 7);
  expect(() => entry.encode({ content, messageId: 'x' })).toThrow('in decimal');
  const decoded = entry.decode(entry.encode({ content, senderId: 'alice' })) as { content: Buffer; senderId: string };
  expect(decoded.content.equals(content)).toBe(true);
  expect(decoded.senderId).toBe('alice');
});
