import { KvUnavailableError } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import type { RequestLimits } from './cassandra-options.ts';
import { Silence } from './silence.ts';

export interface GateOptions {
  readonly limits: RequestLimits;
  /** From the call to its end, whatever happens. */
  readonly timeoutMs: number;
  readonly timers: Timers;
  /** Asks something small, to find out whether a silent server answers again. */
  readonly probe: () => Promise<unknown>;
}

/** A request that waits longer is refused: what is left of its time would not be enough, and then nobody knows its outcome. */
const waitingShareMax = 0.5;
/** A server from which nothing has come back for this part of a request's time is taken for silent. */
const silentShare = 2 / 3;

/** A request that has not begun. */
interface Waiting {
  begin(): void;
  refuse(error: Error): void;
}

/** Bounds what is under way, in number, in bytes and in time. Requests begin in the order of the calls. */
export class RequestGate {
  readonly #limits: RequestLimits;
  readonly #timeoutMs: number;
  readonly #timers: Timers;
  readonly #silence: Silence;
  readonly #probe: () => Promise<unknown>;
  #isProbing = false;
  readonly #waiting = new Set<Waiting>();
  #inFlight = 0;
  #bytes = 0;
  #closed = false;

  constructor({ limits, timeoutMs, timers, probe }: GateOptions) {
    this.#limits = limits;
    this.#timeoutMs = timeoutMs;
    this.#timers = timers;
    this.#silence = new Silence(timeoutMs * silentShare);
    this.#probe = probe;
  }

  /**
   * Rejects with what `start` rejects with, or with what `late` returns if `start` has not settled in time.
   * @throws KvUnavailableError it was not started: too much is under way, its time ran out before its turn, nothing comes back
   *   any more, or closed.
   */
  async run<Result>(bytes: number, start: () => Promise<Result>, late: () => Error): Promise<Result> {
    if (this.#closed) throw closedError();
    const mustWait = this.#inFlight >= this.#limits.inFlightMax;
    const isFull = mustWait && this.#waiting.size >= this.#limits.waitingMax;
    if (isFull || this.#bytes + bytes > this.#limits.bytesMax) throw new GateFullError();
    const calledAtMs = this.#timers.monotonicMs();
    if (this.#silence.isAt(calledAtMs)) {
      this.#probeOnce();
      throw new KvUnavailableError('Cassandra does not answer');
    }
    this.#bytes += bytes;
    try {
      if (mustWait) await this.#turn();
      else this.#inFlight++;
      try {
        const leftMs = this.#timeoutMs - (this.#timers.monotonicMs() - calledAtMs);
        return await this.#settled(this.#watched(start, leftMs), leftMs, late);
      } finally {
        this.#inFlight--;
      }
    } finally {
      this.#bytes -= bytes;
      this.#next();
    }
  }

  /** What waits is refused, what is in flight goes on. */
  close(): void {
    this.#closed = true;
    for (const waiting of this.#waiting) waiting.refuse(closedError());
    this.#waiting.clear();
  }

  /** Resolves with a place in flight. */
  async #turn(): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting: Waiting = { begin: turn.resolve, refuse: turn.reject };
    this.#waiting.add(waiting);
    await this.#settled(turn.promise, this.#timeoutMs * waitingShareMax, () => {
      this.#waiting.delete(waiting);
      return new KvUnavailableError('too many statements wait for Cassandra');
    });
  }

  /** Not a caller's request: whoever lent one would wait for the whole time-out. */
  #probeOnce(): void {
    if (this.#isProbing) return;
    this.#isProbing = true;
    const over = () => {
      this.#isProbing = false;
    };
    this.#watched(this.#probe, this.#timeoutMs).then(over, over);
  }

  /** A failure that comes when the time is over is no answer: it is the driver's own time-out. */
  async #watched<Result>(start: () => Promise<Result>, leftMs: number): Promise<Result> {
    const startedAtMs = this.#timers.monotonicMs();
    this.#silence.sent(startedAtMs);
    let isAnswer = true;
    try {
      return await start();
    } catch (error) {
      isAnswer = this.#timers.monotonicMs() - startedAtMs < leftMs;
      throw error;
    } finally {
      if (isAnswer) this.#silence.answered(this.#timers.monotonicMs());
      else this.#silence.givenUp();
    }
  }

  #settled<Result>(promise: Promise<Result>, timeoutMs: number, late: () => Error): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = this.#timers.after(timeoutMs, () => reject(late()));
      promise.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  /** Hands a free place to whoever waits longest; taken here, so that nobody who calls in between takes it. */
  #next(): void {
    if (this.#inFlight >= this.#limits.inFlightMax) return;
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#waiting.delete(first);
    this.#inFlight++;
    first.begin();
  }
}

/** Too much was under way. */
export class GateFullError extends KvUnavailableError {
  constructor() {
    super('too many statements are under way to Cassandra');
  }
}

function closedError(): Error {
  return new KvUnavailableError('the store is closed');
}
