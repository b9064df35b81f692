import type { Module, ModuleEnvironment, RunningModule } from '@microchat/host/module';
import { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import { writerCounters } from '@microchat/partition-writer/writer-counters';
import type { Handlers } from '@microchat/rpc/service-contract';
import { Counter } from 'prom-client';
import { type SessionStoreDefinition, sessionStore } from './contract.ts';
import { deviceCursorMachine } from './device-cursor-machine.ts';
import { GroupHeads } from './group-heads.ts';
import { advanceGroupHandler } from './handlers/advance-group.ts';
import { advanceReadHandler } from './handlers/advance-read.ts';
import { getDeviceCursorHandler } from './handlers/get-device-cursor.ts';
import { getEntriesHandler } from './handlers/get-entries.ts';
import { getEpochHandler } from './handlers/get-epoch.ts';
import { getGroupHeadsHandler } from './handlers/get-group-heads.ts';
import { hideMessagesHandler } from './handlers/hide-messages.ts';
import { listMembershipsHandler } from './handlers/list-memberships.ts';
import { listReadersHandler } from './handlers/list-readers.ts';
import { readChangesHandler } from './handlers/read-changes.ts';
import { recordHeadHandler } from './handlers/record-head.ts';
import { recordMembershipHandler } from './handlers/record-membership.ts';
import { recordPeerReadHandler } from './handlers/record-peer-read.ts';
import { recordReaderHandler } from './handlers/record-reader.ts';
import { saveDeviceCursorHandler } from './handlers/save-device-cursor.ts';
import { setAttributesHandler } from './handlers/set-attributes.ts';
import { epochMachine, ListEpoch } from './list-epoch.ts';
import { listMachine } from './list-machine.ts';
import { ListReader } from './list-reader.ts';
import { Readers } from './readers.ts';
import { tables } from './rows.ts';

/** Entries in memory over all lists, at some 400 bytes each. */
const listEntriesKeptMax = 100_000;
/** A device saves twice a minute at most, so keeping its cursor in between is worth little. */
const devicePositionsKeptMax = 50_000;

export interface SessionStoreOptions {
  /** No other process writes to this store, so that what is in memory need not be read again. Default false. */
  readonly isAlone?: boolean;
}

/** Conversation lists, read positions, group heads and device cursors on the KvStore. */
export function sessionStoreModule({ isAlone = false }: SessionStoreOptions = {}): Module {
  return {
    name: 'session-store',
    provides: sessionStore,
    calls: [],
    ports: ['kv'],
    create: async (environment) => createSessionStore(environment, isAlone),
  };
}

function createSessionStore(environment: ModuleEnvironment, isAlone: boolean): RunningModule {
  const { kv, clock, timers, random, metrics } = environment;
  const observers = writerCounters(metrics, 'session_store', Object.values(tables));
  const shared = { kv, clock, timers, random };
  const lists = new PartitionWriters({
    ...shared,
    table: tables.lists,
    machine: listMachine(kv),
    observer: observers[tables.lists],
    limits: { idleWeightMax: listEntriesKeptMax },
  });
  const devices = new PartitionWriters({
    ...shared,
    table: tables.deviceCursors,
    machine: deviceCursorMachine,
    observer: observers[tables.deviceCursors],
    limits: { idleWeightMax: devicePositionsKeptMax },
  });
  const epochs = new PartitionWriters({
    ...shared,
    table: tables.listEpoch,
    machine: epochMachine,
    observer: observers[tables.listEpoch],
  });
  const groups = new GroupHeads({ kv, observer: observers[tables.groupHeads], isAlone });
  const readers = new Readers(kv, observers[tables.readers]);
  const reader = new ListReader(kv);
  const membershipsCut = new Counter({
    name: 'microchat_session_store_memberships_cut_total',
    help: 'Answers that left out groups because the list has too many',
    registers: [metrics],
  });

  const handlers: Handlers<SessionStoreDefinition> = {
    recordHead: recordHeadHandler(lists),
    recordMembership: recordMembershipHandler(lists),
    advanceGroup: advanceGroupHandler(groups),
    advanceRead: advanceReadHandler(lists),
    setAttributes: setAttributesHandler(lists),
    hideMessages: hideMessagesHandler(lists),
    recordPeerRead: recordPeerReadHandler(lists),
    readChanges: readChangesHandler(reader),
    getEntries: getEntriesHandler(reader),
    listMemberships: listMembershipsHandler(reader, () => membershipsCut.inc()),
    getGroupHeads: getGroupHeadsHandler(groups),
    saveDeviceCursor: saveDeviceCursorHandler(devices),
    getDeviceCursor: getDeviceCursorHandler(kv),
    listReaders: listReadersHandler(readers),
    recordReader: recordReaderHandler(readers),
    getEpoch: getEpochHandler(new ListEpoch(epochs, random)),
  };
  return {
    handlers,
    stop: async () => {
      await Promise.all([lists.close(), devices.close(), epochs.close(), groups.idle(), readers.idle()]);
    },
  };
}
