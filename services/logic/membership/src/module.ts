import { eventTopics } from '@microchat/core/topics';
import { groupStore } from '@microchat/group-store/contract';
import type { Module, ModuleEnvironment, RunningModule } from '@microchat/host/module';
import { messageStore } from '@microchat/message-store/contract';
import type { Consumer } from '@microchat/ports/event-log';
import type { Handlers } from '@microchat/rpc/service-contract';
import { sessionStore } from '@microchat/session-store/contract';
import { userStore } from '@microchat/user-store/contract';
import { Counter } from 'prom-client';
import { ChangeApplier } from './change-applier.ts';
import { completeProposed } from './change-consumer.ts';
import { membership, type MembershipDefinition } from './contract.ts';
import { addMembersHandler } from './handlers/add-members.ts';
import { createGroupHandler } from './handlers/create-group.ts';
import { getGroupHandler } from './handlers/get-group.ts';
import { listMembersHandler } from './handlers/list-members.ts';
import { removeMemberHandler } from './handlers/remove-member.ts';
import { updateGroupHandler } from './handlers/update-group.ts';
import { MembershipChanges } from './membership-changes.ts';

/** Groups as users manage them; completes membership changes from the log of proposals. */
export function membershipModule(): Module {
  return {
    name: 'membership',
    provides: membership,
    calls: [groupStore, messageStore, sessionStore, userStore],
    ports: ['eventLog'],
    create: async (environment) => createMembership(environment),
  };
}

function createMembership(environment: ModuleEnvironment): RunningModule {
  const applier = new ChangeApplier({
    groupStore: environment.client(groupStore),
    messageStore: environment.client(messageStore),
    sessionStore: environment.client(sessionStore),
  });
  let consumer: Consumer | undefined;
  return {
    handlers: membershipHandlers(environment, applier),
    start: async () => {
      consumer = await consumeProposals(environment, applier);
    },
    stop: async () => consumer?.stop(),
  };
}

function membershipHandlers(environment: ModuleEnvironment, applier: ChangeApplier): Handlers<MembershipDefinition> {
  const { clock, random } = environment;
  const clients = { groupStore: environment.client(groupStore), userStore: environment.client(userStore) };
  const changes = new MembershipChanges(clients.groupStore, applier, random);
  return {
    createGroup: createGroupHandler({ ...clients, changes, clock, random }),
    getGroup: getGroupHandler(clients.groupStore),
    updateGroup: updateGroupHandler(clients.groupStore),
    listMembers: listMembersHandler(clients.groupStore),
    addMembers: addMembersHandler({ ...clients, changes }),
    removeMember: removeMemberHandler(clients.groupStore, changes),
  };
}

function consumeProposals(environment: ModuleEnvironment, applier: ChangeApplier): Promise<Consumer> {
  const { eventLog, logger, metrics } = environment;
  const parked = new Counter({
    name: 'microchat_membership_changes_parked_total',
    help: 'Membership changes that could not be completed and were given up',
    registers: [metrics],
  });
  return eventLog.subscribe({
    topic: eventTopics.groups,
    group: 'membership',
    handle: (_groupId, records) => completeProposed(applier, records),
    parked: (record, cause) => {
      parked.inc();
      logger.error({ groupId: record.key, version: record.sequence, err: cause }, 'membership change given up');
    },
  });
}
