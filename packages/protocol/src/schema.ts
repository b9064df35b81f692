import { join } from 'node:path';
import { protoRoot } from '@microchat/proto/proto-root';
import protobuf from 'protobufjs';

/** What a field holds. Other protobuf types are not part of the public protocol; the loader refuses them. */
export type FieldKind = 'string' | 'bytes' | 'bool' | 'uint32' | 'uint64' | 'enum' | 'message';

export interface FieldSchema {
  /** lowerCamelCase, as in JSON and in decoded objects. */
  readonly name: string;
  readonly number: number;
  /** Among the fields of its message. */
  readonly position: number;
  readonly kind: FieldKind;
  readonly repeated: boolean;
  /** Name of the oneof it belongs to; in decoded objects that name holds the member that is set. */
  readonly oneof: string | undefined;
  /** Of kind `enum`. */
  readonly enumeration: EnumSchema | undefined;
  /** Of kind `message`. */
  readonly message: MessageSchema | undefined;
  /** Comment in the .proto. */
  readonly description: string;
}

export interface EnumSchema {
  readonly name: string;
  readonly numberByName: ReadonlyMap<string, number>;
  readonly nameByNumber: ReadonlyMap<number, string>;
  /** Name of number 0. */
  readonly defaultName: string;
}

/** A message of the public protocol. `Output` is the generated `...__Output` type of its decoded objects. */
export interface MessageSchema<Output extends object = object> {
  readonly name: string;
  /** By ascending number, the order in which they are written. */
  readonly fields: readonly FieldSchema[];
  readonly fieldByNumber: ReadonlyMap<number, FieldSchema>;
  readonly description: string;
  /** Never set; carries the type. */
  readonly output?: Output;
}

const publicProtos = [
  'microchat/client/v1/client.proto',
  'microchat/api/v1/api.proto',
  'microchat/business/v1/im_business.proto',
];
const kindsByType: ReadonlyMap<string, FieldKind> = new Map([
  ['string', 'string'],
  ['bytes', 'bytes'],
  ['bool', 'bool'],
  ['uint32', 'uint32'],
  ['uint64', 'uint64'],
]);
/** Lists of `uint32` are packed, the others have a field for each item; protobuf packs lists of further kinds, too. */
const listKinds: ReadonlySet<FieldKind> = new Set(['string', 'bytes', 'message', 'uint32']);
/** The decoders mark seen fields in the bits of one number. */
const fieldsPerMessageMax = 31;

const root = loadRoot();
const schemas = new Map<protobuf.Type, MessageSchema>();

/** The schema of a message by its full protobuf name, for example "microchat.client.v1.Send". Throws if there is none. */
export function messageSchema<Output extends object>(name: string): MessageSchema<Output> {
  return schemaOfType(root.lookupType(name)) as MessageSchema<Output>;
}

/** Throws if the message, or one inside it, has something that the codecs do not support. */
export function schemaOfType(type: protobuf.Type): MessageSchema {
  return schemaOf(type, []);
}

function loadRoot(): protobuf.Root {
  const loading = new protobuf.Root();
  loading.resolvePath = (_origin, target) => join(protoRoot, target);
  loading.loadSync(publicProtos, { keepCase: false, alternateCommentMode: true });
  loading.resolveAll();
  return loading;
}

function schemaOf(type: protobuf.Type, parents: readonly protobuf.Type[]): MessageSchema {
  const known = schemas.get(type);
  if (known !== undefined) return known;
  // Without recursion the depth of decoding is bounded by the schema itself.
  if (parents.includes(type)) throw new Error(`${type.fullName} is recursive`);
  if (type.fieldsArray.length > fieldsPerMessageMax) throw new Error(`${type.fullName} has too many fields`);
  const fields = type.fieldsArray
    .toSorted((first, second) => first.id - second.id)
    .map((field, position) => fieldSchema(field, position, [...parents, type]));
  const schema: MessageSchema = {
    name: type.fullName.slice(1),
    fields,
    fieldByNumber: new Map(fields.map((field) => [field.number, field])),
    description: type.comment ?? '',
  };
  schemas.set(type, schema);
  return schema;
}

function fieldSchema(field: protobuf.Field, position: number, parents: readonly protobuf.Type[]): FieldSchema {
  // A name that plain objects inherit would be found in every JSON object.
  if (field.name in {}) throw new Error(`${field.fullName} has a reserved name`);
  if (field.map) throw new Error(`${field.fullName} is a map`);
  const enumeration = field.resolvedType instanceof protobuf.Enum ? enumSchema(field.resolvedType) : undefined;
  const message = field.resolvedType instanceof protobuf.Type ? schemaOf(field.resolvedType, parents) : undefined;
  const kind = enumeration ? 'enum' : message ? 'message' : kindsByType.get(field.type);
  if (kind === undefined) throw new Error(`${field.fullName} has the type ${field.type}`);
  if (field.repeated && !listKinds.has(kind)) throw new Error(`${field.fullName} is a packed field`);
  return {
    name: field.name,
    number: field.id,
    position,
    kind,
    repeated: field.repeated,
    oneof: field.partOf?.name,
    enumeration,
    message,
    description: field.comment ?? '',
  };
}

function enumSchema(enumeration: protobuf.Enum): EnumSchema {
  const entries = Object.entries(enumeration.values);
  const nameByNumber = new Map(entries.map(([name, number]) => [number, name]));
  const defaultName = nameByNumber.get(0);
  if (defaultName === undefined) throw new Error(`${enumeration.fullName} has no value 0`);
  return { name: enumeration.fullName.slice(1), numberByName: new Map(entries), nameByNumber, defaultName };
}
