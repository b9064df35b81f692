import protobuf from 'protobufjs/minimal.js';
import type { FieldSchema, MessageSchema } from './schema.ts';

/**
 * Writes a message as protobuf in canonical form: fields by ascending number, defaults left out, members of oneofs
 * written even when they hold the default. Equal messages give equal bytes.
 */
export function encodeProto(schema: MessageSchema, message: object): Buffer {
  const writer = protobuf.Writer.create();
  writeMessage(schema, message, writer);
  return writer.finish() as Buffer;
}

function writeMessage(schema: MessageSchema, message: object, writer: protobuf.Writer): void {
  const input = message as Record<string, unknown>;
  for (const field of schema.fields) {
    const value = input[field.name] ?? undefined;
    if (value === undefined) continue;
    if (field.repeated && field.kind === 'uint32') writePacked(field, value as readonly number[], writer);
    else if (field.repeated) for (const item of value as unknown[]) writeField(field, item, writer);
    else if (field.oneof !== undefined || !isDefault(field, value)) writeField(field, value, writer);
  }
}

function writePacked(field: FieldSchema, values: readonly number[], writer: protobuf.Writer): void {
  if (values.length === 0) return;
  writer.uint32((field.number << 3) | 2).fork();
  for (const value of values) writer.uint32(value);
  writer.ldelim();
}

function isDefault(field: FieldSchema, value: unknown): boolean {
  switch (field.kind) {
    case 'message':
      return false;
    case 'string':
    case 'bytes':
      return (value as string | Uint8Array).length === 0;
    case 'uint64':
      return String(value) === '0';
    case 'enum':
      return value === 0 || value === field.enumeration?.defaultName;
    default:
      return value === 0 || value === false;
  }
}

function writeField(field: FieldSchema, value: unknown, writer: protobuf.Writer): void {
  switch (field.kind) {
    case 'message':
      writer.uint32((field.number << 3) | 2).fork();
      writeMessage(field.message as MessageSchema, value as object, writer);
      writer.ldelim();
      return;
    case 'string':
      writer.uint32((field.number << 3) | 2).string(value as string);
      return;
    case 'bytes':
      writer.uint32((field.number << 3) | 2).bytes(value as Uint8Array);
      return;
    case 'uint32':
      writer.uint32(field.number << 3).uint32(value as number);
      return;
    case 'uint64':
      writer.uint32(field.number << 3).uint64(longOf(String(value)));
      return;
    case 'bool':
      writer.uint32(field.number << 3).bool(value as boolean);
      return;
    case 'enum':
      writer.uint32(field.number << 3).uint32(enumNumber(field, value));
      return;
  }
}

// Two halves instead of the decimal string, which protobufjs would convert through a general big-number parser.
function longOf(decimal: string): protobuf.Long {
  const value = BigInt(decimal);
  return { low: Number(value & 0xffff_ffffn) | 0, high: Number(value >> 32n) | 0, unsigned: true };
}

function enumNumber(field: FieldSchema, value: unknown): number {
  return typeof value === 'number' ? value : (field.enumeration?.numberByName.get(value as string) ?? 0);
}
