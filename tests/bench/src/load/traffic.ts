import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { BenchClient } from './bench-client.ts';
import type { DeliveryJournal } from './delivery-journal.ts';
import { idOfAnswer, idsMax, type SendTemplate, stampDigits } from './send-template.ts';
import { messagesOf, type WireAnswer } from './light-decode.ts';

/** One message to be sent. */
export interface Route {
  /** Number of the sending connection. */
  readonly sender: number;
  readonly template: SendTemplate;
}

export interface TrafficOptions {
  readonly clients: readonly BenchClient[];
  readonly userIds: readonly string[];
  /** The next message; asked once for each. */
  nextRoute(): Route;
  readonly journal?: DeliveryJournal;
  /** After a message has come to a connection, for what people do then. */
  received?(member: number, conversationId: string, index: number): void;
}

const ackDelayMs = 200;
const tickMs = 1;

/**
 * Messages over many connections. Open loop: every message has its time, however slow the server is, and its latency counts
 * from that time, not from when the generator came to it. Latencies in microseconds.
 */
export class Traffic {
  sent = 0;
  acked = 0;
  deliveries = 0;
  /** Refusals by reason. */
  readonly refused = new Map<string, number>();
  ackLatency: RecordableHistogram = createHistogram();
  deliveryLatency: RecordableHistogram = createHistogram();
  readonly #options: TrafficOptions;
  readonly #dueAt = new Float64Array(idsMax);
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #pauses: (() => void)[] = [];
  #refill = false;

  constructor(options: TrafficOptions) {
    this.#options = options;
    options.clients.forEach((client, member) => {
      client.onAnswer = (data, start, end) => this.#answered(member, client, data, start, end);
      client.onNotify = (data, start, end) => this.#notified(member, client, data, start, end);
    });
    this.#timers.push(setInterval(() => options.clients.forEach((client) => client.ack()), ackDelayMs));
  }

  /** Messages that have no answer yet. */
  get underWay(): number {
    return this.sent - this.acked - [...this.refused.values()].reduce((sum, count) => sum + count, 0);
  }

  /** So many under way at any time, until `pause`. */
  startClosedLoop(inFlight: number): void {
    this.#refill = true;
    for (let message = this.underWay; message < inFlight; message += 1) this.#send(performance.now());
  }

  /** So many a second, evenly, until `pause`. */
  startOpenLoop(perSecond: number): void {
    const startedAt = performance.now();
    let due = 0;
    const timer = setInterval(() => {
      const nowMs = performance.now();
      for (; ; due += 1) {
        const dueAt = startedAt + (due * 1_000) / perSecond;
        if (dueAt > nowMs) return;
        this.#send(dueAt);
      }
    }, tickMs);
    this.#timers.push(timer);
    this.#pauses.push(() => clearInterval(timer));
  }

  /** Something besides, so often, until `stop`. */
  every(intervalMs: number, action: () => void): void {
    let doneAt = performance.now();
    this.#timers.push(
      setInterval(() => {
        for (; doneAt + intervalMs <= performance.now(); doneAt += intervalMs) action();
      }, tickMs),
    );
  }

  pause(): void {
    this.#refill = false;
    for (const end of this.#pauses.splice(0)) end();
  }

  forgetLatencies(): void {
    this.ackLatency = createHistogram();
    this.deliveryLatency = createHistogram();
  }

  stop(): void {
    this.pause();
    for (const timer of this.#timers) clearInterval(timer);
    for (const client of this.#options.clients) client.close();
  }

  #send(dueAt: number): void {
    const number = this.sent;
    this.sent += 1;
    const { sender, template } = this.#options.nextRoute();
    this.#dueAt[number % idsMax] = dueAt;
    this.#options.clients[sender]?.write(template.frame(number % idsMax, number, Math.round(dueAt * 1_000)));
  }

  #answered(member: number, client: BenchClient, data: Buffer, start: number, end: number): void {
    const answer = client.lightDecode(data, start, end);
    const id = idOfAnswer(answer.id ?? 0);
    // Answers to anything but messages have small ids.
    if (id < 0) return;
    if (answer.sent) this.#acknowledged(member, id, answer.sent);
    else {
      const reason = answer.error?.reason ?? 'unknown';
      this.refused.set(reason, (this.refused.get(reason) ?? 0) + 1);
    }
    if (this.#refill) this.#send(performance.now());
  }

  #acknowledged(member: number, id: number, sent: NonNullable<WireAnswer['sent']>): void {
    this.acked += 1;
    record(this.ackLatency, performance.now() * 1_000 - (this.#dueAt[id] ?? 0) * 1_000);
    this.#options.journal?.acknowledged(sent.conversationId, member, sent.index);
  }

  #notified(member: number, client: BenchClient, data: Buffer, start: number, end: number): void {
    const nowUs = performance.now() * 1_000;
    const { journal, received, userIds } = this.#options;
    for (const { conversationId, index, senderId, content } of messagesOf(client.lightDecode(data, start, end))) {
      const body = content?.text?.body;
      const isOwn = senderId === userIds[member];
      journal?.delivered(conversationId, member, index, isOwn);
      if (body === undefined || isOwn) continue;
      this.deliveries += 1;
      record(this.deliveryLatency, nowUs - Number(body.slice(0, stampDigits)));
      received?.(member, conversationId, index);
    }
  }
}

function record(histogram: RecordableHistogram, us: number): void {
  histogram.record(Math.max(1, Math.round(us)));
}
