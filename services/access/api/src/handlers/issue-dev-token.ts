import type { TokenService } from '@microchat/auth/token-service';
import { ServiceError } from '@microchat/core/service-error';
import { checkId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { isLocalRequest } from '../http/local-request.ts';
import { type AnyRoute, defineRoute } from '../http/route.ts';
import { devTokenBodySchema, devTokenSchema } from '../schemas.ts';
import type { UserRecords } from '../user-records.ts';

/** Only wired when development tokens are on. */
export function issueDevToken(tokens: TokenService, users: UserRecords): AnyRoute {
  return defineRoute({
    method: 'POST',
    path: '/v1/dev/tokens',
    operationId: 'issueDevToken',
    summary: 'A token for any user, for development',
    description: 'Only in the embedded default, and only for callers on the same machine. Creates the user if needed.',
    access: 'public',
    body: devTokenBodySchema,
    reply: devTokenSchema,
    reasons: [reasons.notLocal],
    async handle({ body, origin }) {
      if (!isLocalRequest(origin)) {
        throw new ServiceError('PERMISSION_DENIED', {
          reason: reasons.notLocal,
          message: 'development tokens are only given to callers on the same machine',
        });
      }
      checkId(body.userId, 'userId');
      const revocationVersion = await users.revocationVersion(body.userId);
      return { token: await tokens.issueAccess({ userId: body.userId, revocationVersion }) };
    },
  });
}
