import { isUtf8 } from 'node:buffer';
import { emptyMessage } from './empty-message.ts';
import { reasons } from './reasons.ts';
import type { FieldSchema, MessageSchema } from './schema.ts';
import { type Decoded, fieldPath, UndecodableError, Violations } from './violation.ts';

const uint64Pattern = /^(?:0|[1-9][0-9]{0,19})$/;
const uint64Max = 2n ** 64n - 1n;

/**
 * Decodes JSON text into an object of the generated type. Strict: nothing is converted or guessed. Unknown fields are
 * ignored; a null message counts as absent. Of a name that stands twice in one object the last value counts.
 * Throws UndecodableError if it is not UTF-8, not JSON or not an object, and nothing else.
 */
export function decodeJson<Output extends object>(
  schema: MessageSchema<Output>,
  data: string | Buffer,
): Decoded<Output> {
  const parsed = parse(data);
  if (!isObject(parsed)) throw new UndecodableError('not a JSON object');
  return decodeJsonObject(schema, parsed);
}

/** The same for JSON that is parsed already. `path` leads the fields of violations. */
export function decodeJsonObject<Output extends object>(
  schema: MessageSchema<Output>,
  json: object,
  path = '',
): Decoded<Output> {
  const violations = new Violations();
  const value = decodeMessage(schema, json, path, violations) as Output;
  return { value, violation: violations.first };
}

function parse(data: string | Buffer): unknown {
  if (typeof data !== 'string' && !isUtf8(data)) throw new UndecodableError('not UTF-8');
  try {
    return JSON.parse(data.toString()) as unknown;
  } catch {
    throw new UndecodableError('not JSON');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Walks the schema, not the input: foreign names are never looked at and depth is the schema's.
function decodeMessage(schema: MessageSchema, json: object, path: string, violations: Violations): object {
  const message = emptyMessage(schema);
  const input = json as Record<string, unknown>;
  for (const field of schema.fields) {
    const value = input[field.name];
    if (value === undefined || (value === null && field.kind === 'message' && !field.repeated)) continue;
    if (field.oneof !== undefined) {
      const other = message[field.oneof] as string | undefined;
      if (other !== undefined) {
        violations.add(reasons.oneofConflict, fieldPath(path, field.name), `only one of it and ${other} is allowed`);
        continue;
      }
      message[field.oneof] = field.name;
    }
    message[field.name] = field.repeated
      ? decodeArray(field, value, fieldPath(path, field.name), violations)
      : decodeValue(field, value, fieldPath(path, field.name), violations);
  }
  return message;
}

function decodeArray(field: FieldSchema, value: unknown, path: string, violations: Violations): unknown[] {
  if (!Array.isArray(value)) {
    violations.add(reasons.wrongType, path, 'must be an array');
    return [];
  }
  return value.map((item, position) => decodeValue(field, item, `${path}[${position}]`, violations));
}

function decodeValue(field: FieldSchema, value: unknown, path: string, violations: Violations): unknown {
  switch (field.kind) {
    case 'message':
      if (isObject(value)) return decodeMessage(field.message as MessageSchema, value, path, violations);
      violations.add(reasons.wrongType, path, 'must be an object');
      return null;
    case 'string':
      return decodeString(value, path, violations);
    case 'uint32':
      return decodeUint32(value, path, violations);
    case 'uint64':
      return decodeUint64(value, path, violations);
    case 'bool':
      if (typeof value === 'boolean') return value;
      violations.add(reasons.wrongType, path, 'must be true or false');
      return false;
    case 'bytes':
      return decodeBytes(value, path, violations);
    case 'enum':
      if (typeof value !== 'string') violations.add(reasons.wrongType, path, 'must be the name of a value');
      else if (field.enumeration?.numberByName.has(value)) return value;
      else violations.add(reasons.unknownEnumValue, path, 'is not a known name');
      return field.enumeration?.defaultName;
  }
}

function decodeString(value: unknown, path: string, violations: Violations): string {
  if (typeof value !== 'string') {
    violations.add(reasons.wrongType, path, 'must be a string');
    return '';
  }
  if (!value.isWellFormed()) {
    violations.add(reasons.badFormat, path, 'has a lone surrogate');
    return '';
  }
  return value;
}

function decodeUint32(value: unknown, path: string, violations: Violations): number {
  if (typeof value !== 'number') {
    violations.add(reasons.wrongType, path, 'must be a number');
    return 0;
  }
  const unsigned = value >>> 0;
  if (unsigned !== value) {
    violations.add(reasons.outOfRange, path, 'must be an integer from 0 to 4294967295');
    return 0;
  }
  // Not `value`: it may be -0.
  return unsigned;
}

function decodeUint64(value: unknown, path: string, violations: Violations): string {
  if (typeof value !== 'string') {
    violations.add(reasons.wrongType, path, 'must be a decimal string');
    return '0';
  }
  if (!uint64Pattern.test(value) || BigInt(value) > uint64Max) {
    violations.add(reasons.outOfRange, path, 'must be a decimal string from 0 to 18446744073709551615');
    return '0';
  }
  return value;
}

function decodeBytes(value: unknown, path: string, violations: Violations): Buffer {
  if (typeof value !== 'string') {
    violations.add(reasons.wrongType, path, 'must be a base64 string');
    return Buffer.alloc(0);
  }
  const bytes = Buffer.from(value, 'base64');
  // Node skips what is not base64; writing it back shows whether anything was skipped.
  if (bytes.toString('base64') !== value) {
    violations.add(reasons.badFormat, path, 'must be base64 with padding');
    return Buffer.alloc(0);
  }
  return bytes;
}
