import type { FieldSchema, MessageSchema } from '@microchat/protocol/schema';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema (2020-12) of a message in the protocol's JSON mapping, and of all that it is made of, by name. */
export function collectSchemas(message: MessageSchema, into: Map<string, JsonSchema>): void {
  const name = schemaName(message.name);
  if (into.has(name)) return;
  into.set(name, objectSchema(message));
  for (const field of message.fields) if (field.message !== undefined) collectSchemas(field.message, into);
}

export function schemaReference(message: MessageSchema): JsonSchema {
  return { $ref: `#/components/schemas/${schemaName(message.name)}` };
}

/** "microchat.client.v1.Send" -> "Send". */
function schemaName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

function objectSchema(message: MessageSchema): JsonSchema {
  const schema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(message.fields.map((field) => [field.name, fieldSchema(field)])),
  };
  if (message.description !== '') schema.description = message.description;
  const oneofs = Map.groupBy(message.fields, (field) => field.oneof);
  const exclusions = [...oneofs].filter(([oneof]) => oneof !== undefined).map(([, members]) => atMostOne(members));
  if (exclusions.length > 0) schema.allOf = exclusions;
  return schema;
}

/** At most one of the members of a oneof. */
function atMostOne(members: readonly FieldSchema[]): JsonSchema {
  const present = members.map(({ name }) => ({ required: [name] }));
  return { oneOf: [...present, { not: { anyOf: present } }] };
}

function fieldSchema(field: FieldSchema): JsonSchema {
  const item = valueSchema(field);
  const schema: JsonSchema = field.repeated ? { type: 'array', items: item } : item;
  return field.description === '' ? schema : { ...schema, description: field.description };
}

function valueSchema(field: FieldSchema): JsonSchema {
  switch (field.kind) {
    case 'string':
      return { type: 'string' };
    case 'bytes':
      return { type: 'string', contentEncoding: 'base64' };
    case 'bool':
      return { type: 'boolean' };
    case 'uint32':
      return { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1 };
    case 'uint64':
      return { type: 'string', pattern: '^(0|[1-9][0-9]{0,19})$' };
    case 'enum':
      return { type: 'string', enum: [...(field.enumeration?.numberByName.keys() ?? [])] };
    case 'message':
      return schemaReference(field.message as MessageSchema);
  }
}
