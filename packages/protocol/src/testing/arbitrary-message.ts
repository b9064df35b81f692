import fc from 'fast-check';
import type { FieldSchema, MessageSchema } from '../schema.ts';

const wellFormedText = fc.string({ unit: 'binary', maxLength: 20 });
const uint32 = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 127, 128, 2 ** 32 - 1));
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const bytes = fc.uint8Array({ maxLength: 20 }).map((value) => Buffer.from(value));

/** Any decoded object of a message: every list, oneof and optional message in any state. */
export function arbitraryMessage<Output extends object>(schema: MessageSchema<Output>): fc.Arbitrary<Output> {
  const plain = schema.fields.filter((field) => field.oneof === undefined);
  const members = Map.groupBy(
    schema.fields.filter((field) => field.oneof !== undefined),
    (field) => field.oneof as string,
  );
  const parts = [
    fc.record(Object.fromEntries(plain.map((field) => [field.name, arbitraryField(field)]))),
    ...[...members].map(([oneof, fields]) => arbitraryOneof(oneof, fields)),
  ];
  return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as Output);
}

function arbitraryOneof(oneof: string, fields: readonly FieldSchema[]): fc.Arbitrary<object> {
  const set = fields.map((field) =>
    arbitraryValue(field).map((value) => ({ [field.name]: value, [oneof]: field.name })),
  );
  return fc.oneof(fc.constant({}), ...set);
}

function arbitraryField(field: FieldSchema): fc.Arbitrary<unknown> {
  const value = arbitraryValue(field);
  if (field.repeated) return fc.array(value, { maxLength: 3 });
  return field.kind === 'message' ? fc.option(value) : value;
}

function arbitraryValue(field: FieldSchema): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'string':
      return wellFormedText;
    case 'bytes':
      return bytes;
    case 'bool':
      return fc.boolean();
    case 'uint32':
      return uint32;
    case 'uint64':
      return uint64;
    case 'enum':
      return fc.constantFrom(...(field.enumeration?.numberByName.keys() ?? []));
    case 'message':
      return arbitraryMessage(field.message as MessageSchema);
  }
}
