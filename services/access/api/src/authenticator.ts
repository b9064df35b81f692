import type { TokenService } from '@microchat/auth/token-service';
import { ServiceError } from '@microchat/core/service-error';
import { limits } from '@microchat/core/limits';
import { reasons } from '@microchat/protocol/reasons';
import type { UserRecords } from './user-records.ts';

/** Finds out who calls. */
export class Authenticator {
  readonly #tokens: TokenService;
  readonly #users: UserRecords;

  constructor(tokens: TokenService, users: UserRecords) {
    this.#tokens = tokens;
    this.#users = users;
  }

  /** The user id behind an Authorization header. Errors: UNAUTHENTICATED with TOKEN_MISSING, _INVALID, _EXPIRED, _REVOKED. */
  async authenticate(authorization: string | undefined): Promise<string> {
    const { userId, revocationVersion } = await this.#tokens.verify(bearerToken(authorization));
    if (revocationVersion < (await this.#users.revocationVersion(userId))) {
      throw unauthenticated(reasons.tokenRevoked, 'the token has been revoked');
    }
    return userId;
  }
}

function bearerToken(authorization: string | undefined): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw unauthenticated(reasons.tokenMissing, 'an Authorization: Bearer header is required');
  if (token.length > limits.tokenCharsMax) throw unauthenticated(reasons.tokenInvalid, 'the token is too long');
  return token;
}

function unauthenticated(reason: string, message: string): ServiceError {
  return new ServiceError('UNAUTHENTICATED', { reason, message });
}
