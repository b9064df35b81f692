import {
  type Consumer,
  type EventLog,
  EventLogUnavailableError,
  type LogRecord,
  type NewRecord,
  RetryLaterError,
  type Subscription,
} from '@microchat/ports/event-log';
import { FaultDice, type FaultDiceOptions } from './fault-dice.ts';

export type LogOperation = 'append' | 'read' | 'committedOffsets' | 'handle';

/**
 * - `delay`: done right, but late.
 * - `unavailable`: not done, EventLogUnavailableError. A handler call is refused before it starts and comes again.
 * - `unknownApplied`: appended, then EventLogUnavailableError: whoever appends again makes duplicates.
 * - `handledTwice`: the same records are handed out twice, one call after the other.
 * - `handledAgain`: handled, but that is lost (a crash, a rebalance): the records come again.
 * - `replayed`: the records of the key's last call come once more before the new ones: sequences go back.
 */
export type LogFault = (typeof appendFaults)[number] | (typeof handleFaults)[number];

const readFaults = ['delay', 'unavailable'] as const;
const appendFaults = [...readFaults, 'unknownApplied'] as const;
const handleFaults = [...readFaults, 'handledTwice', 'handledAgain', 'replayed'] as const;

export type FaultyEventLogOptions = FaultDiceOptions<LogOperation, LogFault>;

/** Keys whose last call is remembered for `replayed`, per subscription. */
const rememberedKeysMax = 1_000;

/** An EventLog whose appends and deliveries fail as real ones do, by seed or by plan. */
export class FaultyEventLog implements EventLog {
  readonly dice: FaultDice<LogOperation, LogFault>;
  readonly #inner: EventLog;

  constructor(inner: EventLog, options: FaultyEventLogOptions) {
    this.#inner = inner;
    this.dice = new FaultDice([...appendFaults, ...handleFaults], options);
  }

  partitionCount(topic: string): number {
    return this.#inner.partitionCount(topic);
  }

  partitionOf(topic: string, key: string): number {
    return this.#inner.partitionOf(topic, key);
  }

  async append(records: readonly NewRecord[]): Promise<void> {
    const fault = await this.#before('append', appendFaults);
    await this.#inner.append(records);
    if (fault === 'unknownApplied') throw new EventLogUnavailableError('injected');
  }

  async committedOffsets(topic: string, group: string): Promise<number[]> {
    await this.#before('committedOffsets', readFaults);
    return this.#inner.committedOffsets(topic, group);
  }

  async read(topic: string, partition: number, offset: number, limit: number): Promise<LogRecord[]> {
    await this.#before('read', readFaults);
    return this.#inner.read(topic, partition, offset, limit);
  }

  subscribe(subscription: Subscription): Promise<Consumer> {
    const lastCalls = new Map<string, readonly LogRecord[]>();
    return this.#inner.subscribe({
      ...subscription,
      handle: async (key, records) => {
        const fault = await this.#before('handle', handleFaults);
        const last = lastCalls.get(key);
        if (fault === 'replayed' && last !== undefined) await subscription.handle(key, last);
        await subscription.handle(key, records);
        if (fault === 'handledTwice') await subscription.handle(key, records);
        remember(lastCalls, key, records);
        if (fault === 'handledAgain') throw new RetryLaterError('injected');
      },
    });
  }

  /** Draws the fault of a call and suffers the part that comes before it. */
  async #before(operation: LogOperation, possible: readonly LogFault[]): Promise<LogFault | undefined> {
    const fault = this.dice.draw(operation, possible);
    if (fault === 'delay') await this.dice.delay();
    if (fault === 'unavailable' && operation === 'handle') throw new RetryLaterError('injected');
    if (fault === 'unavailable') throw new EventLogUnavailableError('injected');
    return fault;
  }
}

function remember(lastCalls: Map<string, readonly LogRecord[]>, key: string, records: readonly LogRecord[]): void {
  lastCalls.delete(key);
  lastCalls.set(key, records);
  const [oldest] = lastCalls.keys();
  if (lastCalls.size > rememberedKeysMax && oldest !== undefined) lastCalls.delete(oldest);
}
