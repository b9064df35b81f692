import { accessTokenTtlMs, type TokenService } from '@microchat/auth/token-service';
import type { ImBusinessDefinition } from '@microchat/proto/microchat/business/v1/ImBusiness';
import { checkId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { invalidArgument } from '@microchat/protocol/violation';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';
import { businessLimits } from '../business-limits.ts';

/** Users exist from their first token. */
export function issueToken(
  tokens: TokenService,
  userStore: Pick<Client<UserStoreDefinition>, 'getUsers' | 'ensureUser'>,
): Handlers<ImBusinessDefinition>['issueToken'] {
  return async ({ userId, ttlMs }, call) => {
    checkId(userId, 'userId');
    if (ttlMs !== 0 && (ttlMs < businessLimits.tokenTtlMsMin || ttlMs > accessTokenTtlMs)) {
      const range = `${businessLimits.tokenTtlMsMin} to ${accessTokenTtlMs}`;
      throw invalidArgument(reasons.outOfRange, 'ttlMs', `must be 0 or ${range}`);
    }
    const { users } = await userStore.getUsers({ userIds: [userId] }, { timeoutMs: call.timeLeftMs() });
    const user = users[0];
    if (!user?.exists) await userStore.ensureUser({ userId }, { timeoutMs: call.timeLeftMs() });
    const token = await tokens.issueAccess({
      userId,
      revocationVersion: user?.exists ? user.revocationVersion : 0,
      ...(ttlMs === 0 ? {} : { ttlMs }),
    });
    // Read back, because tokens count in whole seconds.
    const { expiresAtMs } = await tokens.verify(token);
    return { token, expiresAtMs };
  };
}
