import type { EngineObserver } from '@microchat/engine-kit/engine-observer';

/** What the Kafka log tells its host, for counters and logs. Every member is optional; none may throw. */
export interface KafkaObserver extends Pick<EngineObserver, 'handled' | 'retried' | 'parked' | 'consumerFailed'> {
  /** Records that are durable now. */
  appended?(records: number): void;
  /** Records that were never taken because the queue was full or closed. */
  appendRefused?(records: number): void;
  /** Records that were given up after waiting; they may still have reached the log. */
  appendExpired?(records: number): void;
  /** A batch could not be written, or its outcome is unknown. It is sent again by a new producer. */
  producerRestarted?(cause: unknown): void;
  /** The group's partitions were divided anew. `partitions`: those of this process. */
  rebalanced?(topic: string, group: string, partitions: readonly number[]): void;
  /** A consumer crashed, fell silent or stood still, and is started again. */
  consumerRestarted?(topic: string, group: string, cause: unknown): void;
  /** The client library was about to step over records and was sent back. */
  positionRepaired?(topic: string, group: string, partition: number): void;
  /** A record that this log did not write (no key or no sequence). It is passed over. */
  foreignRecord?(topic: string, partition: number, offset: number): void;
  /** What the client library has to say at levels warn and error. */
  clientLog?(level: 'warn' | 'error', message: string, details: Readonly<Record<string, unknown>>): void;
}
