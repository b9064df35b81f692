import { isNodeId, nodeIdMax } from '@microchat/core/message-id';
import type { Module } from '@microchat/host/module';
import { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import { writerCounters } from '@microchat/partition-writer/writer-counters';
import type { Handlers } from '@microchat/rpc/service-contract';
import { Counter } from 'prom-client';
import { type MessageStoreDefinition, messageStore } from './contract.ts';
import { conversationMachine } from './conversation-machine.ts';
import { appendHandler } from './handlers/append.ts';
import { findSentHandler } from './handlers/find-sent.ts';
import { getHeadsHandler } from './handlers/get-heads.ts';
import { readPageHandler } from './handlers/read-page.ts';
import { segmentsTable } from './rows.ts';
import { segmentHints } from './segment-hints.ts';

export interface MessageStoreOptions {
  /** 0 to 511; different for processes that append at the same time. */
  readonly nodeId: number;
  /** Entries after which a segment is closed. Default 1 000. */
  readonly segmentEntriesMax?: number;
  /** Bytes of entries after which a segment is closed. Default 4 MiB. */
  readonly segmentBytesMax?: number;
}

/** Sent records kept for conversations at rest, about 250 bytes each. */
const idleSentRecordsMax = 400_000;

/** The conversation log. */
export function messageStoreModule(options: MessageStoreOptions): Module {
  const { nodeId, segmentEntriesMax = 1_000, segmentBytesMax = 4 * 1024 * 1024 } = options;
  if (!isNodeId(nodeId)) throw new RangeError(`nodeId must be 0 to ${nodeIdMax}`);
  return {
    name: 'message-store',
    provides: messageStore,
    calls: [],
    ports: ['kv'],
    async create({ kv, clock, timers, random, metrics }) {
      const hints = segmentHints();
      const writers = new PartitionWriters({
        kv,
        table: segmentsTable,
        machine: conversationMachine({
          kv,
          hints,
          limits: { entriesMax: segmentEntriesMax, bytesMax: segmentBytesMax },
          node: nodeId,
        }),
        clock,
        timers,
        random,
        limits: { idleWeightMax: idleSentRecordsMax },
        observer: writerCounters(metrics, 'message_store', [segmentsTable])[segmentsTable],
      });
      const duplicates = new Counter({
        name: 'microchat_message_store_duplicates_total',
        help: 'Appends that were answered with an earlier one of the same clientMessageId',
        registers: [metrics],
      });
      const handlers: Handlers<MessageStoreDefinition> = {
        append: appendHandler(writers, duplicates),
        findSent: findSentHandler(kv, hints),
        readPage: readPageHandler(kv, hints),
        getHeads: getHeadsHandler(kv, hints),
      };
      return { handlers, stop: () => writers.close() };
    },
  };
}
