import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import { checkText } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { invalidArgument } from '@microchat/protocol/violation';
import { presentProfile } from '../present-profile.ts';
import { checkUserId } from '../domain/user-id.ts';
import { type AnyRoute, type Clients, defineRoute } from '../http/route.ts';
import { profileSchema, putProfileBodySchema } from '../schemas.ts';

export function putProfile({ userStore }: Pick<Clients, 'userStore'>): AnyRoute {
  return defineRoute({
    method: 'PUT',
    path: '/v1/profiles/{userId}',
    operationId: 'putProfile',
    summary: 'Replace the own profile',
    access: 'user',
    body: putProfileBodySchema,
    reply: profileSchema,
    reasons: [reasons.notOwnProfile, reasons.userNotFound],
    async handle({ userId, params, body }) {
      checkUserId(params.userId);
      if (params.userId !== userId) throw notOwnProfile();
      const { displayName, avatarUrl } = body;
      checkText(displayName, 'displayName', limits.displayNameCharsMax);
      checkText(avatarUrl, 'avatarUrl', limits.avatarUrlCharsMax);
      if (avatarUrl !== '' && !isWebAddress(avatarUrl)) {
        throw invalidArgument(reasons.badFormat, 'avatarUrl', 'must be an http or https address');
      }
      const { profile } = await userStore.putProfile({ userId, displayName, avatarUrl });
      return presentProfile(userId, profile);
    },
  });
}

/** Other schemes (javascript:, data:) would run in pages that show the picture as a link. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function notOwnProfile(): ServiceError {
  return new ServiceError('PERMISSION_DENIED', {
    reason: reasons.notOwnProfile,
    field: 'userId',
    message: 'only the own profile can be replaced',
  });
}
