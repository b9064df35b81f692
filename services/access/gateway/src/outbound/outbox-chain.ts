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
    this.#joined ??= joined(this.#frames(), this.byteLength);
    return this.#joined;
  }

  /** Oldest first. */
  #frames(): Buffer[] {
    const frames = [this.#frame];
    for (let chain = this.#before; chain !== undefined; chain = chain.#before) frames.push(chain.#frame);
    return frames.reverse().filter(({ length }) => length > 0);
  }
}

function joined(frames: readonly Buffer[], byteLength: number): Buffer {
  const [only] = frames;
  return only !== undefined && frames.length === 1 ? only : Buffer.concat(frames, byteLength);
}
