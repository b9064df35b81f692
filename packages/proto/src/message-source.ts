import { wireTypes } from './wire-reader.ts';

export type Kind = 'uint32' | 'uint64' | 'bool' | 'string' | 'bytes' | 'enum' | 'message';

export interface Field {
  readonly name: string;
  readonly id: number;
  readonly kind: Kind;
  readonly repeated: boolean;
  /** The oneof that it is a member of. */
  readonly oneof: string | undefined;
  /** Index of its enum or message among the references. */
  readonly reference: number;
}

/** The source of the three functions of a message. All names in it come from our own .proto files. */
export function sourceOf(name: string, fields: readonly Field[]): string {
  return `'use strict';
return {
  write(m, w) {${fields.map((field) => writeSource(name, field)).join('')}
  },
  read(r, end) {${readSource(fields)}
  },
  copy(m) {${copySource(name, fields)}
  },
};`;
}

const tagOf = (field: Field): number => {
  const packed = field.repeated && isNumber(field);
  return (field.id << 3) | (packed || !isNumber(field) ? wireTypes.delimited : wireTypes.varint);
};

const isNumber = ({ kind }: Field): boolean =>
  kind === 'uint32' || kind === 'uint64' || kind === 'bool' || kind === 'enum';

function writeSource(type: string, field: Field): string {
  const { name } = field;
  const where = JSON.stringify(`${type}.${name}`);
  const tag = `w.uint32(${tagOf(field)});`;
  const open = `let v = m.${name}; if (v !== undefined && v !== null)`;
  if (!field.repeated && field.kind === 'enum') {
    return `\n    { ${open} { v = refs[${field.reference}].numberOf(v); if (v !== undefined) { ${tag} w.uint32(v); } } }`;
  }
  if (!field.repeated) return `\n    { ${open} { ${tag} ${writeValue(field, where)} } }`;
  const list = `const list = runtime.list(v, ${where});`;
  if (isNumber(field)) {
    return `\n    { ${open} { ${list} if (list.length > 0) { ${tag} const at = w.openPart(); for (v of list) { ${writeValue(field, where)} } w.closePart(at); } } }`;
  }
  return `\n    { ${open} { ${list} for (v of list) { ${tag} ${writeValue(field, where)} } } }`;
}

function writeValue(field: Field, where: string): string {
  switch (field.kind) {
    case 'uint32':
      return 'w.uint32(v >>> 0);';
    case 'uint64':
      return 'w.uint64(v);';
    case 'bool':
      return 'w.uint32(v ? 1 : 0);';
    case 'enum':
      return `w.uint32(refs[${field.reference}].numberOf(v) ?? 0);`;
    case 'string':
      return "w.string(typeof v === 'string' ? v : String(v));";
    case 'bytes':
      return `w.bytes(runtime.bytes(v, ${where}));`;
    case 'message':
      return `{ const at = w.openPart(); refs[${field.reference}].write(runtime.object(v, ${where}), w); w.closePart(at); }`;
  }
}

function readSource(fields: readonly Field[]): string {
  const locals = fields.map((field) => `let ${localOf(field)} = ${initialSource(field)};`).join(' ');
  const oneofs = oneofsOf(fields)
    .map((oneof) => `let o_${oneof};`)
    .join(' ');
  return `
    ${locals} ${oneofs}
    while (r.isBefore(end)) {
      const tag = r.uint32();
      switch (tag) {${fields.map(readCases).join('')}
        default: r.skip(tag & 7);
      }
    }
    r.assertAt(end);
    ${objectSource(fields)}`;
}

function readCases(field: Field): string {
  const local = localOf(field);
  const value = readValue(field);
  const member = field.oneof === undefined ? '' : ` o_${field.oneof} = ${JSON.stringify(field.name)};`;
  const single = (field.id << 3) | (isNumber(field) ? wireTypes.varint : wireTypes.delimited);
  if (!field.repeated) return `\n        case ${single}: ${local} = ${value};${member} break;`;
  const each = `\n        case ${single}: ${local}.push(${value}); break;`;
  if (!isNumber(field)) return each;
  return `${each}
        case ${tagOf(field)}: { const partEnd = r.partEnd(); while (r.isBefore(partEnd)) ${local}.push(${value}); r.assertAt(partEnd); break; }`;
}

function readValue(field: Field): string {
  switch (field.kind) {
    case 'enum':
      return `refs[${field.reference}].nameOf(r.uint32())`;
    case 'message':
      return `refs[${field.reference}].read(r, r.partEnd())`;
    default:
      return `r.${field.kind}()`;
  }
}

/** Bytes that a tag and a number, or a tag and a length, take at most: 2 and 10. */
const fieldBytesMax = 12;
/** Of one UTF-16 unit. */
const characterBytesMax = 3;

function copySource(type: string, fields: readonly Field[]): string {
  const locals = fields.map((field) => {
    const local = localOf(field);
    const where = JSON.stringify(`${type}.${field.name}`);
    const member = field.oneof === undefined ? '' : ` o_${field.oneof} = ${JSON.stringify(field.name)};`;
    const present = field.repeated
      ? `${local} = runtime.list(v, ${where}).map((v) => ${copyValue(field, where)}); runtime.weight += ${local}.length * ${fieldBytesMax};${weightOfItems(field)}`
      : `${local} = ${copyValue(field, where)};${member}${weightOf(field, local)}`;
    return `let ${local} = ${initialSource(field)}; { const v = m.${field.name}; if (v !== undefined && v !== null) { ${present} } }`;
  });
  const oneofs = oneofsOf(fields).map((oneof) => `let o_${oneof};`);
  return `
    runtime.weight += ${fields.length * fieldBytesMax};
    ${[...oneofs, ...locals].join('\n    ')}
    ${objectSource(fields)}`;
}

function weightOf({ kind }: Field, value: string): string {
  if (kind === 'string') return ` runtime.weight += ${value}.length * ${characterBytesMax};`;
  return kind === 'bytes' ? ` runtime.weight += ${value}.length;` : '';
}

function weightOfItems(field: Field): string {
  const weight = weightOf(field, 'item');
  return weight === '' ? '' : ` for (const item of ${localOf(field)}) {${weight} }`;
}

function copyValue(field: Field, where: string): string {
  switch (field.kind) {
    case 'uint32':
      return 'v >>> 0';
    case 'uint64':
      return 'runtime.uint64(v)';
    case 'bool':
      return 'v ? true : false';
    case 'string':
      return "(typeof v === 'string' ? v : String(v))";
    case 'bytes':
      return `runtime.copyBytes(v, ${where})`;
    case 'enum':
      return `refs[${field.reference}].copy(v) ?? refs[${field.reference}].fallback`;
    case 'message':
      return `refs[${field.reference}].copy(runtime.object(v, ${where}))`;
  }
}

/** Members of a oneof are there only if they are set; everything else always, in one shape. */
function objectSource(fields: readonly Field[]): string {
  const plain = fields.filter(({ oneof }) => oneof === undefined);
  const members = fields.filter(({ oneof }) => oneof !== undefined);
  const lines = members.map((field) => `if (${localOf(field)} !== undefined) d.${field.name} = ${localOf(field)};`);
  const oneofs = oneofsOf(fields).map((oneof) => `if (o_${oneof} !== undefined) d.${oneof} = o_${oneof};`);
  return `const d = { ${plain.map((field) => `${field.name}: ${localOf(field)}`).join(', ')} };
    ${[...lines, ...oneofs].join(' ')}
    return d;`;
}

function initialSource(field: Field): string {
  if (field.repeated) return '[]';
  if (field.oneof !== undefined) return 'undefined';
  switch (field.kind) {
    case 'uint32':
      return '0';
    case 'uint64':
      return "'0'";
    case 'bool':
      return 'false';
    case 'string':
      return "''";
    case 'bytes':
      return 'runtime.noBytes';
    case 'enum':
      return `refs[${field.reference}].fallback`;
    case 'message':
      return 'null';
  }
}

function oneofsOf(fields: readonly Field[]): string[] {
  return [...new Set(fields.flatMap(({ oneof }) => (oneof === undefined ? [] : [oneof])))];
}

function localOf({ name }: Field): string {
  return `f_${name}`;
}
