import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '@microchat/auth/api-key';
import { ServiceError } from '@microchat/core/service-error';
import { businessReasons } from './business-reasons.ts';

/** Longer ones are not even compared. */
const authorizationCharsMax = 1_024;

interface Entry {
  readonly key: ApiKey;
  readonly digest: Buffer;
}

/** Finds out which key calls. Secrets are kept and compared as digests only. */
export class KeyRing {
  readonly #entries: readonly Entry[];

  constructor(keys: readonly ApiKey[]) {
    this.#entries = keys.map((key) => ({ key, digest: digestOf(key.secret) }));
  }

  /** The key behind `Bearer <key>`. Errors: UNAUTHENTICATED with API_KEY_MISSING, API_KEY_INVALID. */
  find(authorization: string): ApiKey {
    const [, secret] = /^Bearer +(\S+)$/i.exec(authorization.slice(0, authorizationCharsMax)) ?? [];
    if (secret === undefined) {
      throw unauthenticated(businessReasons.apiKeyMissing, 'metadata "authorization: Bearer <API key>" is required');
    }
    const digest = digestOf(secret);
    let found: ApiKey | undefined;
    // All are compared, so that the time tells nothing about which one it is.
    for (const entry of this.#entries) if (timingSafeEqual(entry.digest, digest)) found = entry.key;
    if (found === undefined) throw unauthenticated(businessReasons.apiKeyInvalid, 'the API key is not valid here');
    return found;
  }
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function unauthenticated(reason: string, message: string): ServiceError {
  return new ServiceError('UNAUTHENTICATED', { reason, message });
}
