import { reconnectDelayMs } from './connection/backoff.ts';
import { MicroChatError, toMicroChatError } from './errors.ts';
import type { Content, Recipient, Sent } from './protocol/frames.ts';
import type { Environment, Scheduled } from './time.ts';

const pendingMax = 1_000;
const inFlightMax = 24;

export interface OutgoingMessage {
  readonly to: Recipient;
  readonly clientMessageId: string;
  readonly content: Content;
}

/** One attempt. Rejects with a MicroChatError; a retryable one says nothing about whether the message was stored. */
export type SendAttempt = (message: OutgoingMessage) => Promise<Sent>;

interface Pending {
  readonly message: OutgoingMessage;
  readonly lane: string;
  readonly resolve: (sent: Sent) => void;
  readonly reject: (error: MicroChatError) => void;
  readonly timeout: Scheduled;
  attempts: number;
  state: 'queued' | 'inFlight' | 'pausing' | 'done';
  pause: Scheduled | undefined;
}

export interface OutboxOptions {
  readonly environment: Environment;
  readonly attempt: SendAttempt;
  readonly timeoutMs: number;
  /** Messages to one recipient that are under way at once; 1 keeps their order. */
  readonly perRecipientMax: number;
}

/**
 * Sends until the server has accepted: the same clientMessageId goes again after every broken connection, timeout and
 * retryable error, so that the message is stored once. Messages to one recipient go in the order of the calls.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** In order of the calls. */
  readonly #pending = new Set<Pending>();
  #online = false;
  #inFlight = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the message is durable. Rejects with the server's definitive answer, DEADLINE_EXCEEDED/SEND_TIMEOUT
   * (it may or may not have been stored), RESOURCE_EXHAUSTED/OUTBOX_FULL, or CANCELLED/CLOSED.
   */
  send(message: OutgoingMessage): Promise<Sent> {
    return new Promise((resolve, reject) => {
      if (this.#pending.size >= pendingMax) {
        return reject(new MicroChatError('RESOURCE_EXHAUSTED', 'OUTBOX_FULL', 'Too many messages wait to be sent'));
      }
      const timeout = this.#options.environment.after(this.#options.timeoutMs, () => {
        this.#finish(pending);
        reject(new MicroChatError('DEADLINE_EXCEEDED', 'SEND_TIMEOUT', 'The message could not be sent in time'));
      });
      const lane = JSON.stringify(message.to);
      const pending: Pending = {
        message,
        lane,
        resolve,
        reject,
        timeout,
        attempts: 0,
        state: 'queued',
        pause: undefined,
      };
      this.#pending.add(pending);
      this.#startNext();
    });
  }

  /** From now on messages go out; those whose answer was lost go again. */
  connected(): void {
    this.#online = true;
    for (const pending of this.#pending) this.#resume(pending);
    this.#startNext();
  }

  disconnected(): void {
    this.#online = false;
  }

  close(error: MicroChatError): void {
    this.#online = false;
    for (const pending of this.#pending) {
      this.#finish(pending);
      pending.reject(error);
    }
  }

  #startNext(): void {
    const busy = new Map<string, number>();
    for (const pending of this.#pending) {
      if (!this.#online || this.#inFlight >= inFlightMax) return;
      const ahead = busy.get(pending.lane) ?? 0;
      busy.set(pending.lane, ahead + 1);
      if (pending.state === 'queued' && ahead < this.#options.perRecipientMax) void this.#start(pending);
    }
  }

  async #start(pending: Pending): Promise<void> {
    pending.state = 'inFlight';
    pending.attempts += 1;
    this.#inFlight += 1;
    try {
      const sent = await this.#options.attempt(pending.message);
      this.#finish(pending);
      pending.resolve(sent);
    } catch (cause) {
      this.#failed(pending, toMicroChatError(cause, 'SEND_FAILED'));
    } finally {
      this.#inFlight -= 1;
      this.#startNext();
    }
  }

  #failed(pending: Pending, error: MicroChatError): void {
    if (pending.state === 'done') return;
    if (!error.retryable) {
      this.#finish(pending);
      return pending.reject(error);
    }
    const { environment } = this.#options;
    pending.state = 'pausing';
    const delayMs = Math.max(error.retryAfterMs, reconnectDelayMs(pending.attempts - 1, environment.random()));
    pending.pause = environment.after(delayMs, () => {
      this.#resume(pending);
      this.#startNext();
    });
  }

  #resume(pending: Pending): void {
    if (pending.state !== 'pausing') return;
    pending.pause?.cancel();
    pending.state = 'queued';
  }

  #finish(pending: Pending): void {
    pending.state = 'done';
    pending.timeout.cancel();
    pending.pause?.cancel();
    this.#pending.delete(pending);
  }
}
