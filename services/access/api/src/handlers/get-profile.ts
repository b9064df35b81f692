import { reasons } from '@microchat/protocol/reasons';
import { presentProfile } from '../present-profile.ts';
import { checkUserId, userNotFound } from '../domain/user-id.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { profileSchema } from '../schemas.ts';

export function getProfile({ userStore }: Pick<Clients, 'userStore'>): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/profiles/{userId}',
    operationId: 'getProfile',
    summary: 'The profile of a user',
    access: 'user',
    reply: profileSchema,
    reasons: [reasons.userNotFound],
    async handle({ params, signal }) {
      checkUserId(params.userId);
      const { users } = await userStore.getUsers({ userIds: [params.userId] }, { signal });
      const user = users[0];
      if (!user?.exists) throw userNotFound();
      return presentProfile(user.userId, user.profile);
    },
  });
}
