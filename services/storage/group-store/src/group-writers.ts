import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { Cancellation } from '@microchat/partition-writer/request-queue';
import type { CreatedGroup, Creation } from './domain/create-group.ts';
import type { Group, GroupChange, GroupState } from './domain/group-state.ts';
import type { Proposal } from './domain/propose-change.ts';
import type { Settlement } from './domain/settle-change.ts';
import type { GroupReply, GroupRequest } from './group-machine.ts';

interface SubmitOptions {
  readonly signal: Cancellation;
}

/** The writers of all groups, typed by request. */
export class GroupWriters {
  readonly #writers: PartitionWriters<GroupState, GroupRequest, GroupReply>;

  constructor(writers: PartitionWriters<GroupState, GroupRequest, GroupReply>) {
    this.#writers = writers;
  }

  async create(creation: Creation, options: SubmitOptions): Promise<CreatedGroup> {
    const reply = await this.#writers.submit(creation.groupId, { kind: 'create', creation }, options);
    return reply as CreatedGroup;
  }

  async propose(proposal: Proposal, options: SubmitOptions): Promise<GroupChange> {
    const reply = await this.#writers.submit(proposal.groupId, { kind: 'propose', proposal }, options);
    return reply as GroupChange;
  }

  async settle(groupId: string, settlement: Settlement, options: SubmitOptions): Promise<void> {
    await this.#writers.submit(groupId, { kind: 'settle', settlement }, options);
  }

  async rename(groupId: string, name: string, options: SubmitOptions): Promise<Group> {
    const reply = await this.#writers.submit(groupId, { kind: 'rename', name }, options);
    return reply as Group;
  }

  /** Changes not settled yet, oldest first. */
  pending(groupId: string): Promise<GroupChange[]> {
    return this.#writers.inspect(groupId, ({ changes, settledThrough }) =>
      [...changes.values()]
        .filter((change) => change.version > settledThrough)
        .sort((left, right) => left.version - right.version),
    );
  }

  close(): Promise<void> {
    return this.#writers.close();
  }
}
