import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { afterAll, beforeAll, expect } from 'vitest';

/** A store and a log over the same data, as one process has them. */
export interface EngineUnderTest {
  readonly kv: KvStore;
  readonly eventLog: EventLog;
  /** Ends this one as abruptly as the engine allows and opens the same data again. */
  reopen(): Promise<EngineUnderTest>;
  /** Stops and removes everything. */
  close(): Promise<void>;
}

/** Opens an engine over data of its own. */
export type OpenEngine = () => Promise<EngineUnderTest>;

/** The engine of a suite, opened once; tests keep apart by names, because real engines are slow to open. */
export class EngineOfSuite {
  #engine: EngineUnderTest | undefined;

  /** Registers opening and closing with the suite that is being described. */
  constructor(open: OpenEngine) {
    expect.addEqualityTesters([sameBytes]);
    beforeAll(async () => {
      this.#engine = await open();
    });
    afterAll(async () => {
      await this.#engine?.close();
    });
  }

  get kv(): KvStore {
    return this.#current().kv;
  }

  get eventLog(): EventLog {
    return this.#current().eventLog;
  }

  async reopen(): Promise<void> {
    this.#engine = await this.#current().reopen();
  }

  #current(): EngineUnderTest {
    if (this.#engine === undefined) throw new Error('the engine is open only while tests run');
    return this.#engine;
  }
}

let names = 0;

/** A name nobody had before, in this run or in the last one. */
export function freshName(prefix: string): string {
  names++;
  return `${prefix}-${process.pid.toString(36)}-${Date.now().toString(36)}-${names}`;
}

/** Adapters may answer with a Buffer or with any other Uint8Array; equal bytes are equal. */
function sameBytes(a: unknown, b: unknown): boolean | undefined {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return undefined;
}
