import type { GroupChange as WireChange } from '@microchat/proto/microchat/storage/v1/GroupChange';
import type { Membership } from '@microchat/proto/microchat/storage/v1/Membership';
import type { GroupChange } from './domain/group-state.ts';
import type { Member } from './domain/member.ts';

/** The generated types have mutable lists; these copy ours into them. */
export function toWireChange(change: GroupChange): WireChange {
  return { ...change, addedUserIds: [...change.addedUserIds], removedUserIds: [...change.removedUserIds] };
}

export function toWireMember(member: Member): Membership {
  return { ...member, spans: [...member.spans] };
}
