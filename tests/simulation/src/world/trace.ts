import { createHash } from 'node:crypto';

/** Lines kept for the report of a failure. */
const tailLinesMax = 250;

/** What happened, line by line: all of it as one hash, which two runs of a seed must share, and the end of it as text. */
export class Trace {
  readonly #hash = createHash('sha256');
  readonly #tail: string[] = [];
  #lines = 0;

  add(line: string): void {
    this.#lines += 1;
    this.#hash.update(line);
    this.#hash.update('\n');
    this.#tail[this.#lines % tailLinesMax] = line;
  }

  get lines(): number {
    return this.#lines;
  }

  /** Oldest first. */
  tail(): readonly string[] {
    const first = (this.#lines + 1) % tailLinesMax;
    return [...this.#tail.slice(first), ...this.#tail.slice(0, first)].filter((line) => line !== undefined);
  }

  digest(): string {
    return this.#hash.copy().digest('hex').slice(0, 16);
  }
}
