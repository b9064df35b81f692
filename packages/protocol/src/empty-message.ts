import type { MessageSchema } from './schema.ts';

/**
 * A decoded message without any field: scalars have their defaults, messages are null, lists empty, members of oneofs
 * and the oneof itself absent (the conventions of the generated `...__Output` types).
 */
export function emptyMessage(schema: MessageSchema): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  for (const field of schema.fields) {
    if (field.oneof !== undefined) continue;
    if (field.repeated) message[field.name] = [];
    else {
      switch (field.kind) {
        case 'string':
          message[field.name] = '';
          break;
        case 'uint32':
          message[field.name] = 0;
          break;
        case 'uint64':
          message[field.name] = '0';
          break;
        case 'bool':
          message[field.name] = false;
          break;
        case 'bytes':
          message[field.name] = Buffer.alloc(0);
          break;
        case 'enum':
          message[field.name] = field.enumeration?.defaultName;
          break;
        case 'message':
          message[field.name] = null;
          break;
      }
    }
  }
  return message;
}
