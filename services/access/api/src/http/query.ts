import { checkText } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { invalidArgument } from '@microchat/protocol/violation';

/** A parameter of a query string. All are optional. */
export type QueryParameter =
  | { readonly kind: 'text'; readonly charsMax: number; readonly description: string }
  | { readonly kind: 'count'; readonly max: number; readonly description: string };

/** Absent texts are '' and absent counts 0, as in the protocol. */
export type QueryValues<Query> = {
  readonly [Name in keyof Query]: Query[Name] extends { readonly kind: 'count' } ? number : string;
};

export const uint32Max = 2 ** 32 - 1;

/** Reads the known parameters; foreign ones are ignored. Throws the ServiceError that the caller gets. */
export function readQuery<Query extends Readonly<Record<string, QueryParameter>>>(
  definition: Query,
  input: Readonly<Record<string, unknown>>,
): QueryValues<Query> {
  const values = Object.fromEntries(
    Object.entries(definition).map(([name, parameter]) => {
      const value = input[name] ?? '';
      if (typeof value !== 'string') throw invalidArgument(reasons.tooMany, name, 'stands more than once');
      if (parameter.kind === 'count') return [name, value === '' ? 0 : readCount(value, name, parameter.max)];
      checkText(value, name, parameter.charsMax);
      return [name, value];
    }),
  );
  return values as QueryValues<Query>;
}

/** A decimal number without sign in a query or path. */
export function readCount(value: string, field: string, max: number): number {
  if (!/^\d{1,10}$/.test(value)) throw invalidArgument(reasons.wrongType, field, 'must be a whole number');
  const count = Number(value);
  if (count > max) throw invalidArgument(reasons.outOfRange, field, `must be at most ${max}`);
  return count;
}
