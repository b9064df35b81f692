import type { Subscription } from '@microchat/ports/event-log';
import { LogConsumer, type LogConsumerOptions } from './log-consumer.ts';

/** The running consumers of a log. A group has one consumer per topic: the process owns all partitions. */
export class ConsumerRegistry {
  readonly #consumers = new Map<string, LogConsumer | 'starting'>();

  /** @throws Error if the group already consumes the topic. */
  async start(
    subscription: Subscription,
    options: Omit<LogConsumerOptions, 'subscription' | 'ended'>,
  ): Promise<LogConsumer> {
    const { topic, group } = subscription;
    const name = `${topic}\n${group}`;
    if (this.#consumers.has(name)) throw new Error(`group ${group} already consumes topic ${topic} in this process`);
    this.#consumers.set(name, 'starting');
    try {
      const consumer = await LogConsumer.start({ ...options, subscription, ended: () => this.#consumers.delete(name) });
      this.#consumers.set(name, consumer);
      return consumer;
    } catch (error) {
      this.#consumers.delete(name);
      throw error;
    }
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#running().map((consumer) => consumer.stop()));
  }

  abandonAll(): void {
    for (const consumer of this.#running()) consumer.abandon();
  }

  #running(): LogConsumer[] {
    return [...this.#consumers.values()].filter((consumer) => consumer !== 'starting');
  }
}
