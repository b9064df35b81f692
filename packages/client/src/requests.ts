import { MicroChatError } from './errors.ts';
import type { ClientFrame, RequestBody, ServerFrame } from './protocol/frames.ts';
import type { Environment, Scheduled } from './time.ts';

/** The server allows 64 at once; half is left to whoever shares the connection later. */
const inFlightMax = 32;
const queuedMax = 1_000;
/** Id 1 is the hello's. */
const firstId = 2;
const lastId = 0xffff_ffff;

type Answered = Exclude<ServerFrame, { kind: 'notify' | 'pong' }>;

interface Request {
  readonly body: RequestBody;
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: MicroChatError) => void;
}

interface InFlight extends Request {
  readonly timeout: Scheduled;
}

/** Matches answers to requests by id. Past `inFlightMax` they queue, past `queuedMax` they are refused. */
export class Requests {
  readonly #environment: Environment;
  readonly #timeoutMs: number;
  readonly #send: (frame: ClientFrame) => void;
  readonly #inFlight = new Map<number, InFlight>();
  #queue: Request[] = [];
  #online = false;
  #nextId = firstId;

  constructor(environment: Environment, timeoutMs: number, send: (frame: ClientFrame) => void) {
    this.#environment = environment;
    this.#timeoutMs = timeoutMs;
    this.#send = send;
  }

  get isOnline(): boolean {
    return this.#online;
  }

  /**
   * The server's answer. Rejects with what the server answered, UNAVAILABLE/OFFLINE without a connection or when it breaks,
   * DEADLINE_EXCEEDED/REQUEST_TIMEOUT, or RESOURCE_EXHAUSTED/TOO_MANY_REQUESTS. The outcome of the middle two is unknown.
   */
  request(body: RequestBody): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const request = { body, resolve, reject };
      if (!this.#online) return reject(offline());
      if (this.#inFlight.size < inFlightMax) return this.#start(request);
      if (this.#queue.length < queuedMax) return void this.#queue.push(request);
      reject(new MicroChatError('RESOURCE_EXHAUSTED', 'TOO_MANY_REQUESTS', 'Too many requests at once'));
    });
  }

  connected(): void {
    this.#online = true;
  }

  disconnected(): void {
    this.#online = false;
    const lost = [...this.#inFlight.values()];
    this.#inFlight.clear();
    const queued = this.#queue;
    this.#queue = [];
    for (const { timeout, reject } of lost) {
      timeout.cancel();
      reject(offline());
    }
    for (const { reject } of queued) reject(offline());
  }

  /** An answer of an unknown id came too late and is dropped. */
  answered(frame: Answered): void {
    const request = this.#take(frame.id);
    if (request === undefined) return;
    if (frame.kind === 'error') request.reject(MicroChatError.fromFrame(frame.error));
    else request.resolve(frame);
  }

  #start(request: Request): void {
    const id = this.#nextId;
    this.#nextId = id === lastId ? firstId : id + 1;
    const timeout = this.#environment.after(this.#timeoutMs, () => {
      const error = new MicroChatError('DEADLINE_EXCEEDED', 'REQUEST_TIMEOUT', 'The server did not answer in time');
      this.#take(id)?.reject(error);
    });
    this.#inFlight.set(id, { ...request, timeout });
    this.#send({ id, ...request.body });
  }

  #take(id: number): InFlight | undefined {
    const request = this.#inFlight.get(id);
    if (request === undefined) return undefined;
    request.timeout.cancel();
    this.#inFlight.delete(id);
    const next = this.#queue.shift();
    if (next !== undefined) this.#start(next);
    return request;
  }
}

function offline(): MicroChatError {
  return new MicroChatError('UNAVAILABLE', 'OFFLINE', 'There is no connection to the server');
}
