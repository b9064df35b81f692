import type protobuf from 'protobufjs';

/** Names and numbers of an enum. */
export class EnumNames {
  readonly #numbers: ReadonlyMap<unknown, number>;
  readonly #names: ReadonlyMap<number, string>;
  readonly fallback: string;

  constructor({ values, valuesById }: protobuf.Enum) {
    this.#numbers = new Map(Object.entries(values));
    this.#names = new Map(Object.entries(valuesById).map(([id, name]) => [Number(id), name]));
    this.fallback = valuesById[0] ?? '';
  }

  /** Undefined: no such name, the field counts as absent. */
  numberOf(value: unknown): number | undefined {
    return typeof value === 'number' ? value >>> 0 : this.#numbers.get(value);
  }

  /** A number that an older version does not know stays a number. */
  nameOf(number: number): string | number {
    return this.#names.get(number) ?? number;
  }

  copy(value: unknown): string | number | undefined {
    const number = this.numberOf(value);
    return number === undefined ? undefined : this.nameOf(number);
  }
}
