import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { protoRoot } from '@microchat/proto/proto-root';
import protobuf from 'protobufjs';

/** Packages whose messages clients see. */
const publicPackages = ['microchat.client.v1', 'microchat.api.v1'];

/**
 * Short hash of everything that decides how public messages look on the wire, in either encoding: names, numbers, types,
 * choices. Comments and the order of declarations do not count.
 */
export function wireSchemaHash(): string {
  return createHash('sha256').update(wireSchemaText()).digest('hex').slice(0, 16);
}

/** One line per field and enum value, sorted. */
export function wireSchemaText(): string {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => join(protoRoot, target);
  root.loadSync(globSync('microchat/{client,api}/**/*.proto', { cwd: protoRoot }).sort());
  root.resolveAll();
  return publicPackages
    .flatMap((name) => linesOf(root.lookup(name)))
    .sort()
    .join('\n');
}

function linesOf(object: protobuf.ReflectionObject | null): string[] {
  if (object instanceof protobuf.Enum) {
    return Object.entries(object.values).map(([name, number]) => `${object.fullName} ${number} ${name}`);
  }
  if (!(object instanceof protobuf.Namespace)) throw new Error('the wire schema has something that is not described');
  const fields = object instanceof protobuf.Type ? object.fieldsArray.map(lineOf) : [];
  return [...fields, ...object.nestedArray.flatMap(linesOf), object.fullName];
}

function lineOf(field: protobuf.Field): string {
  const { parent, id, name, type, repeated, resolvedType, partOf } = field;
  return [
    parent?.fullName,
    id,
    name,
    repeated ? 'repeated' : 'single',
    resolvedType?.fullName ?? type,
    partOf?.name,
  ].join(' ');
}
