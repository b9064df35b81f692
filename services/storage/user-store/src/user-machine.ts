import { eventTopics } from '@microchat/core/topics';
import type { PartitionMachine } from '@microchat/partition-writer/partition-machine';
import type { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import type { NewEvent, PartitionRead } from '@microchat/ports/kv-store';
import { decideUser, noUser, type UserEvent, type UserReply, type UserRequest, type UserState } from './domain/user.ts';
import { userEvent, userRow } from './rows.ts';

/** The writers of all users, by user id. */
export type UserWriters = PartitionWriters<UserState, UserRequest, UserReply>;

export const userMachine: PartitionMachine<UserState, UserRequest, UserReply> = {
  load: decodeUser,
  decide: (before, requests, { partition: userId }) => {
    const { state, replies, events } = decideUser(before, requests);
    const { user, eventSequence } = state;
    return {
      state,
      replies,
      // Another instance may have created the user since the state was read, or changed the profile back.
      confirm: replies.some(({ kind }) => kind !== 'ensured'),
      ...(user === undefined || events.length === 0
        ? {}
        : {
            head: userRow.encode({ user: { userId, exists: true, ...user, kicks: [...user.kicks] }, eventSequence }),
            events: events.map((event) => eventOf(userId, event)),
          }),
    };
  },
  cost: (request) => ({
    rows: 0,
    // UTF-8 takes at most 3 bytes for each of a string's characters.
    bytes: request.kind === 'putProfile' ? 3 * (request.displayName.length + request.avatarUrl.length) : 0,
  }),
};

/** The user in its partition. */
export function decodeUser({ version, head }: PartitionRead): UserState {
  if (version === 0) return noUser;
  const { user, eventSequence } = userRow.decode(head);
  if (user === null) return { user: undefined, eventSequence };
  const { displayName = '', avatarUrl = '', version: profileVersion = 0 } = user.profile ?? {};
  const profile = { displayName, avatarUrl, version: profileVersion };
  const { revocationVersion, kicks } = user;
  return { user: { revocationVersion, kicks, profile }, eventSequence };
}

function eventOf(userId: string, event: UserEvent): NewEvent {
  const value = userEvent.encode({ userId, ...changeOf(event) });
  return { topic: eventTopics.users, key: userId, sequence: event.sequence, value };
}

function changeOf(event: UserEvent) {
  switch (event.kind) {
    case 'created':
      return { created: {} };
    case 'profileChanged':
      return { profileChanged: event.profile };
    case 'tokensRevoked':
      return { tokensRevoked: { revocationVersion: event.revocationVersion } };
    case 'deviceKicked':
      return { deviceKicked: event.kick };
  }
}
