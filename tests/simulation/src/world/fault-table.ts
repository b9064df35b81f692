/** How often each fault path was really taken. A fault that never fired proves nothing. */
export class FaultTable {
  readonly #counts = new Map<string, number>();

  constructor(names: readonly string[] = []) {
    for (const name of names) this.#counts.set(name, 0);
  }

  fired(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  add(other: FaultTable): void {
    for (const [name, count] of other.#counts) this.fired(name, count);
  }

  entries(): readonly (readonly [string, number])[] {
    return [...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1));
  }
}
