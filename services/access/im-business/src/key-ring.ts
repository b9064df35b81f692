import type { ApiKey, ApiKeyScope } from '@microchat/auth/api-key';
import { KeyRing as Keys } from '@microchat/auth/key-ring';
import { ServiceError } from '@microchat/core/service-error';
import { businessReasons } from './business-reasons.ts';

/** Finds out which business server calls. */
export class KeyRing {
  readonly #keys: Keys<ApiKeyScope>;

  constructor(keys: readonly ApiKey[]) {
    this.#keys = new Keys(keys);
  }

  /** The key behind `Bearer <key>`. Errors: UNAUTHENTICATED with API_KEY_MISSING, API_KEY_INVALID. */
  find(authorization: string): ApiKey {
    const key = this.#keys.find(authorization);
    if (key === 'missing') {
      throw unauthenticated(businessReasons.apiKeyMissing, 'metadata "authorization: Bearer <API key>" is required');
    }
    if (key === 'invalid') throw unauthenticated(businessReasons.apiKeyInvalid, 'the API key is not valid here');
    return key;
  }
}

function unauthenticated(reason: string, message: string): ServiceError {
  return new ServiceError('UNAUTHENTICATED', { reason, message });
}
