import { emptyMessage } from './empty-message.ts';
import { reasons } from './reasons.ts';
import type { FieldKind, FieldSchema, MessageSchema } from './schema.ts';
import { type Decoded, fieldPath, Violations } from './violation.ts';
import { type WireType, WireReader, wireTypes } from './wire-reader.ts';

const wireTypeOf: Record<FieldKind, WireType> = {
  string: wireTypes.lengthDelimited,
  bytes: wireTypes.lengthDelimited,
  message: wireTypes.lengthDelimited,
  bool: wireTypes.varint,
  uint32: wireTypes.varint,
  uint64: wireTypes.varint,
  enum: wireTypes.varint,
};

/**
 * Decodes protobuf bytes into an object of the generated type. Stricter than protobuf asks: a known field with another
 * wire type, text that is not UTF-8, a number above uint32, an unknown enum number, a singular field that comes twice
 * and two members of one oneof are violations, as their JSON counterparts are. Unknown fields are skipped.
 * Throws UndecodableError if the wire format itself is broken (truncated, groups, overlong varints), and nothing else.
 */
export function decodeProto<Output extends object>(schema: MessageSchema<Output>, data: Buffer): Decoded<Output> {
  const violations = new Violations();
  const value = decodeMessage(schema, new WireReader(data), '', violations) as Output;
  return { value, violation: violations.first };
}

function decodeMessage(schema: MessageSchema, reader: WireReader, path: string, violations: Violations): object {
  const message = emptyMessage(schema);
  let seen = 0;
  while (!reader.done) {
    const { number, wireType } = reader.readTag();
    const field = schema.fieldByNumber.get(number);
    if (field === undefined) {
      reader.skip(wireType);
      continue;
    }
    if (field.repeated && field.kind === 'uint32' && wireType === wireTypes.lengthDelimited) {
      const items = reader.readMessage();
      while (!items.done) decodeItem(field, message, items, path, violations);
      continue;
    }
    if (wireType !== wireTypeOf[field.kind]) {
      violations.add(reasons.wrongType, fieldPath(path, field.name), `has the wire type ${wireType}`);
      reader.skip(wireType);
      continue;
    }
    if (field.repeated) {
      decodeItem(field, message, reader, path, violations);
      continue;
    }
    const bit = 1 << field.position;
    if ((seen & bit) !== 0) violations.add(reasons.tooMany, fieldPath(path, field.name), 'stands more than once');
    seen |= bit;
    if (field.oneof !== undefined) enterOneof(field, field.oneof, message, path, violations);
    message[field.name] = decodeValue(field, reader, fieldPath(path, field.name), violations);
  }
  return message;
}

/** The next item of a list. */
function decodeItem(
  field: FieldSchema,
  message: Record<string, unknown>,
  reader: WireReader,
  path: string,
  violations: Violations,
): void {
  const items = message[field.name] as unknown[];
  items.push(decodeValue(field, reader, `${fieldPath(path, field.name)}[${items.length}]`, violations));
}

function enterOneof(
  field: FieldSchema,
  oneof: string,
  message: Record<string, unknown>,
  path: string,
  violations: Violations,
): void {
  const other = message[oneof] as string | undefined;
  if (other !== undefined && other !== field.name) {
    violations.add(reasons.oneofConflict, fieldPath(path, field.name), `only one of it and ${other} is allowed`);
  }
  message[oneof] = field.name;
}

function decodeValue(field: FieldSchema, reader: WireReader, path: string, violations: Violations): unknown {
  switch (field.kind) {
    case 'message':
      return decodeMessage(field.message as MessageSchema, reader.readMessage(), path, violations);
    case 'string': {
      const text = reader.readString();
      if (text === undefined) violations.add(reasons.badFormat, path, 'is not UTF-8');
      return text ?? '';
    }
    case 'bytes':
      return reader.readBytes();
    case 'uint32': {
      const value = reader.readUint32();
      if (value === undefined) violations.add(reasons.outOfRange, path, 'must be at most 4294967295');
      return value ?? 0;
    }
    case 'uint64':
      return reader.readUint64();
    case 'bool': {
      const value = reader.readUint32();
      if (value !== 0 && value !== 1) violations.add(reasons.outOfRange, path, 'must be 0 or 1');
      return value === 1;
    }
    case 'enum': {
      const value = reader.readUint32();
      const name = value === undefined ? undefined : field.enumeration?.nameByNumber.get(value);
      if (name === undefined) violations.add(reasons.unknownEnumValue, path, 'is not a known value');
      return name ?? field.enumeration?.defaultName;
    }
  }
}
