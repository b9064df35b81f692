import { ServiceError } from '@microchat/core/service-error';

/** What somebody is to a group. FORMER from the moment that the removal is committed. */
export type Standing = 'STRANGER' | 'FORMER' | 'MEMBER' | 'OWNER';

export type GroupAction = 'SEE' | 'RENAME' | 'ADD' | 'REMOVE_OTHER' | 'LEAVE';

type Verdict = 'ALLOWED' | 'GROUP_NOT_FOUND' | 'NOT_OWNER' | 'OWNER_CANNOT_LEAVE';

/** A membership as the group store answers it. */
export interface KnownMember {
  readonly state: 'UNKNOWN' | 'JOINING' | 'MEMBER' | 'LEAVING' | 'LEFT';
  readonly owner: boolean;
}

/**
 * Who may do what. Those who may not see the group cannot tell it from an absent one. Leaving again is allowed, so that
 * the repetition of a call whose answer was lost succeeds. The owner stays: nobody else could change the group.
 */
export const verdicts: Record<Standing, Record<GroupAction, Verdict>> = {
  STRANGER: {
    SEE: 'GROUP_NOT_FOUND',
    RENAME: 'GROUP_NOT_FOUND',
    ADD: 'GROUP_NOT_FOUND',
    REMOVE_OTHER: 'GROUP_NOT_FOUND',
    LEAVE: 'GROUP_NOT_FOUND',
  },
  FORMER: {
    SEE: 'GROUP_NOT_FOUND',
    RENAME: 'GROUP_NOT_FOUND',
    ADD: 'GROUP_NOT_FOUND',
    REMOVE_OTHER: 'GROUP_NOT_FOUND',
    LEAVE: 'ALLOWED',
  },
  MEMBER: { SEE: 'ALLOWED', RENAME: 'NOT_OWNER', ADD: 'NOT_OWNER', REMOVE_OTHER: 'NOT_OWNER', LEAVE: 'ALLOWED' },
  OWNER: { SEE: 'ALLOWED', RENAME: 'ALLOWED', ADD: 'ALLOWED', REMOVE_OTHER: 'ALLOWED', LEAVE: 'OWNER_CANNOT_LEAVE' },
};

/** `undefined`: never a member, or no such group. */
export function standingOf(member: KnownMember | undefined): Standing {
  if (member === undefined || member.state === 'UNKNOWN') return 'STRANGER';
  if (member.state === 'LEAVING' || member.state === 'LEFT') return 'FORMER';
  return member.owner ? 'OWNER' : 'MEMBER';
}

/** The error that forbids it; undefined = allowed. */
export function refusal(standing: Standing, action: GroupAction): ServiceError | undefined {
  const verdict = verdicts[standing][action];
  switch (verdict) {
    case 'ALLOWED':
      return undefined;
    case 'GROUP_NOT_FOUND':
      return groupNotFound();
    case 'NOT_OWNER':
      return new ServiceError('PERMISSION_DENIED', {
        reason: verdict,
        message: 'only the owner of the group may do that',
      });
    case 'OWNER_CANNOT_LEAVE':
      return new ServiceError('FAILED_PRECONDITION', { reason: verdict, message: 'the owner stays in the group' });
  }
}

export function groupNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', { reason: 'GROUP_NOT_FOUND', message: 'no such group', field: 'groupId' });
}
