import { isNodeId, nodeIdMax } from '@microchat/core/message-id';
import type { Module, ModuleEnvironment } from '@microchat/host/module';
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
import { ownNode } from './node-id/node-identity.ts';
import { NodeLease } from './node-id/node-lease.ts';
import { segmentsTable } from './rows.ts';
import { segmentHints } from './segment-hints.ts';

export interface MessageStoreOptions {
  /** 0 to 511, claimed in the store. Left out: one that no other process has. */
  readonly nodeId?: number;
  /** No other process appends to this store: nothing is claimed, and `nodeId` is 0 if left out. Default false. */
  readonly isAlone?: boolean;
  /** Entries after which a segment is closed. Default 1 000. */
  readonly segmentEntriesMax?: number;
  /** Bytes of entries after which a segment is closed. Default 4 MiB. */
  readonly segmentBytesMax?: number;
}

/** Sent records kept for conversations at rest, about 250 bytes each. */
const idleSentRecordsMax = 400_000;

/** The conversation log. */
export function messageStoreModule(options: MessageStoreOptions): Module {
  const { nodeId, isAlone = false, segmentEntriesMax = 1_000, segmentBytesMax = 4 * 1024 * 1024 } = options;
  if (nodeId !== undefined && !isNodeId(nodeId)) throw new RangeError(`nodeId must be 0 to ${nodeIdMax}`);
  return {
    name: 'message-store',
    provides: messageStore,
    calls: [],
    ports: ['kv'],
    async create(environment) {
      const { kv, clock, timers, random, metrics } = environment;
      const lease = isAlone ? undefined : await claimNodeId(environment, nodeId);
      const hints = segmentHints();
      const writers = new PartitionWriters({
        kv,
        table: segmentsTable,
        machine: conversationMachine({
          kv,
          hints,
          limits: { entriesMax: segmentEntriesMax, bytesMax: segmentBytesMax },
          identity: lease ?? ownNode(nodeId ?? 0),
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
      return {
        handlers,
        stop: async () => {
          await writers.close();
          await lease?.release();
        },
      };
    },
  };
}

function claimNodeId(environment: ModuleEnvironment, nodeId: number | undefined): Promise<NodeLease> {
  const { kv, clock, timers, random, metrics, logger, ownAddress } = environment;
  const losses = new Counter({
    name: 'microchat_message_store_node_ids_lost_total',
    help: 'Node ids that another process took over because this one could not renew its claim',
    registers: [metrics],
  });
  return NodeLease.claim({
    kv,
    clock,
    timers,
    random,
    address: ownAddress,
    node: nodeId,
    lost: (node) => {
      losses.inc();
      logger.error({ nodeId: node }, 'another process took over the node id; appends wait for a new claim');
    },
    claimFailed: (cause) => logger.error({ err: cause }, 'no node id could be claimed'),
  });
}
