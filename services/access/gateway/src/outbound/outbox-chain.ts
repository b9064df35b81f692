/**
 * What one or more sockets have to write in this turn: the newest frame and the chain of those before it. Sockets that
 * got the same frames in the same order hold the same link, so their bytes are joined once and shared.
 */
export class OutboxChain {
  /** Bytes of all frames of the chain. */
  readonly byteLength: number;
  readonly #frame: Buffer;
  readonly #before: OutboxChain | undefined;
  readonly #after = new Map<Buffer, OutboxChain>();
  #joined: Buffer | undefined;

  private constructor(before: OutboxChain | undefined, frame: Buffer) {
    this.#before = before;
    this.#frame = frame;
    this.byteLength = (before?.byteLength ?? 0) + frame.length;
  }

  /** The start of all chains of one turn. */
  static empty(): OutboxChain {
    return new OutboxChain(undefined, Buffer.alloc(0));
  }

  /** A frame that other sockets get too. */
  withShared(frame: Buffer): OutboxChain {
    const known = this.#after.get(frame);
    if (known !== undefined) return known;
    const chain = new OutboxChain(this, frame);
    this.#after.set(frame, chain);
    return chain;
  }

  /** A frame for one socket only. */
  withOwn(frame: Buffer): OutboxChain {
    return new OutboxChain(this, frame);
  }

  /** All frames of the chain in one buffer. */
  bytes(): Buffer {
    this.#joined ??= this.#join();
    return this.#joined;
  }

  #join(): Buffer {
    const frames: Buffer[] = [];
    for (let chain: OutboxChain | undefined = this; chain !== undefined; chain = chain.#before) {
      if (chain.#frame.length > 0) frames.push(chain.#frame);
    }
    return frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames.reverse(), this.byteLength);
  }
}
