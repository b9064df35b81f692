import type { Module, ModuleEnvironment } from '@microchat/host/module';
import { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import { writerCounters } from '@microchat/partition-writer/writer-counters';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import { groupStore, type GroupStoreDefinition } from './contract.ts';
import { groupMachine } from './group-machine.ts';
import { GroupWriters } from './group-writers.ts';
import { createGroupHandler } from './handlers/create-group.ts';
import { getGroupHandler } from './handlers/get-group.ts';
import { getMemberHandler } from './handlers/get-member.ts';
import { listMembersHandler } from './handlers/list-members.ts';
import { listPendingHandler } from './handlers/list-pending.ts';
import { proposeChangeHandler } from './handlers/propose-change.ts';
import { settleChangeHandler } from './handlers/settle-change.ts';
import { updateGroupHandler } from './handlers/update-group.ts';
import { groupsTable } from './rows.ts';

/** Groups and their members on the KvStore. */
export function groupStoreModule(): Module {
  return {
    name: 'group-store',
    provides: groupStore,
    calls: [],
    ports: ['kv'],
    create: async (environment) => {
      const writers = groupWriters(environment);
      return { handlers: groupStoreHandlers(environment.kv, writers), stop: () => writers.close() };
    },
  };
}

function groupWriters({ kv, clock, timers, random, metrics }: ModuleEnvironment): GroupWriters {
  const observer = writerCounters(metrics, 'group_store', [groupsTable]).groups;
  return new GroupWriters(
    new PartitionWriters({ kv, table: groupsTable, machine: groupMachine(kv), clock, timers, random, observer }),
  );
}

function groupStoreHandlers(kv: KvStore, writers: GroupWriters): Handlers<GroupStoreDefinition> {
  return {
    createGroup: createGroupHandler(writers),
    proposeChange: proposeChangeHandler(writers),
    settleChange: settleChangeHandler(writers),
    listPending: listPendingHandler(writers),
    getGroup: getGroupHandler(kv),
    updateGroup: updateGroupHandler(writers),
    getMember: getMemberHandler(kv),
    listMembers: listMembersHandler(kv),
  };
}
