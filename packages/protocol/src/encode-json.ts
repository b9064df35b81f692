import type { FieldSchema, MessageSchema } from './schema.ts';

/**
 * Writes a message as JSON: scalars and lists always, messages and members of oneofs only if they are there.
 * Takes what the generated input types allow (numbers or strings for uint64, names or numbers for enums).
 */
export function encodeJson(schema: MessageSchema, message: object): string {
  return JSON.stringify(toJson(schema, message));
}

/** The same as an object for JSON.stringify. */
export function toJson(schema: MessageSchema, message: object): Record<string, unknown> {
  const input = message as Record<string, unknown>;
  const json: Record<string, unknown> = {};
  for (const field of schema.fields) {
    const value = input[field.name] ?? undefined;
    if (field.repeated) {
      json[field.name] = ((value ?? []) as unknown[]).map((item) => valueToJson(field, item));
    } else if (value !== undefined) json[field.name] = valueToJson(field, value);
    else if (field.oneof === undefined && field.kind !== 'message') json[field.name] = defaultJson(field);
  }
  return json;
}

function valueToJson(field: FieldSchema, value: unknown): unknown {
  switch (field.kind) {
    case 'message':
      return toJson(field.message as MessageSchema, value as object);
    case 'bytes':
      return Buffer.from(value as Uint8Array).toString('base64');
    case 'uint64':
      return String(value);
    case 'enum':
      return typeof value === 'number' ? field.enumeration?.nameByNumber.get(value) : value;
    default:
      return value;
  }
}

function defaultJson(field: FieldSchema): unknown {
  switch (field.kind) {
    case 'uint32':
      return 0;
    case 'uint64':
      return '0';
    case 'bool':
      return false;
    case 'enum':
      return field.enumeration?.defaultName;
    default:
      return '';
  }
}
