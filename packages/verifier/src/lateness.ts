import { Delays } from './delays.ts';
import { connectedMs, type Outages } from './outages.ts';
import type { Problem } from './problem.ts';

export interface Sending {
  /** Unique. */
  readonly clientMessageId: string;
  readonly atMs: number;
  readonly deviceId: string;
  /** Devices that are to be told. */
  readonly receivers: readonly string[];
}

interface UnderWay {
  readonly sending: Sending;
  isAcknowledged: boolean;
  isAcknowledgedLate: boolean;
  readonly waitingFor: Set<string>;
  readonly late: Set<string>;
}

/**
 * How late messages are: from sending to the acknowledgement, and to each device that is told. Time in which the sender or
 * that device had no connection is measured, too, but nobody is called late for it. What is still under way is called late
 * once, as soon as it is.
 */
export class Lateness {
  readonly acknowledgements = new Delays();
  readonly deliveries = new Delays();
  readonly #lateMs: number;
  readonly #outages: Outages;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(lateMs: number, outages: Outages) {
    this.#lateMs = lateMs;
    this.#outages = outages;
  }

  /** Messages that are not acknowledged yet, or not told to everybody. */
  get underWay(): number {
    return this.#underWay.size;
  }

  sent(sending: Sending): void {
    this.#underWay.set(sending.clientMessageId, {
      sending,
      isAcknowledged: false,
      isAcknowledgedLate: false,
      waitingFor: new Set(sending.receivers),
      late: new Set(),
    });
  }

  acknowledged(clientMessageId: string, atMs: number): Problem[] {
    const message = this.#underWay.get(clientMessageId);
    if (message === undefined || message.isAcknowledged) return [];
    this.acknowledgements.add(atMs - message.sending.atMs);
    const problems = this.#judgeAcknowledgement(message, atMs);
    message.isAcknowledged = true;
    this.#forgetIfDone(message);
    return problems;
  }

  told(clientMessageId: string, deviceId: string, atMs: number): Problem[] {
    const message = this.#underWay.get(clientMessageId);
    if (message === undefined || !message.waitingFor.has(deviceId)) return [];
    this.deliveries.add(atMs - message.sending.atMs);
    const problems = this.#judgeDelivery(message, deviceId, atMs);
    message.waitingFor.delete(deviceId);
    this.#forgetIfDone(message);
    return problems;
  }

  /** What has become late by now. */
  overdue(nowMs: number): Problem[] {
    return [...this.#underWay.values()].flatMap((message) => [
      ...(message.isAcknowledged ? [] : this.#judgeAcknowledgement(message, nowMs)),
      ...[...message.waitingFor].flatMap((deviceId) => this.#judgeDelivery(message, deviceId, nowMs)),
    ]);
  }

  #judgeAcknowledgement(message: UnderWay, atMs: number): Problem[] {
    const { clientMessageId, atMs: sentAtMs, deviceId } = message.sending;
    const delayMs = connectedMs(sentAtMs, atMs, this.#outages.of(deviceId));
    if (message.isAcknowledgedLate || delayMs <= this.#lateMs) return [];
    message.isAcknowledgedLate = true;
    return [{ kind: 'late', what: `${clientMessageId} is not acknowledged within ${this.#lateMs} ms` }];
  }

  #judgeDelivery(message: UnderWay, receiver: string, atMs: number): Problem[] {
    const { clientMessageId, atMs: sentAtMs, deviceId } = message.sending;
    const outages = [...this.#outages.of(deviceId), ...this.#outages.of(receiver)];
    if (message.late.has(receiver) || connectedMs(sentAtMs, atMs, outages) <= this.#lateMs) return [];
    message.late.add(receiver);
    return [{ kind: 'late', what: `${clientMessageId} is not told to ${receiver} within ${this.#lateMs} ms` }];
  }

  #forgetIfDone({ sending, isAcknowledged, waitingFor }: UnderWay): void {
    if (isAcknowledged && waitingFor.size === 0) this.#underWay.delete(sending.clientMessageId);
  }
}
