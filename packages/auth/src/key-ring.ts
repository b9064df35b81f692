import { createHash, timingSafeEqual } from 'node:crypto';

import type { ApiKey } from './api-key.ts';

/** Longer ones are not even compared. */
const authorizationCharsMax = 1_024;

/** Finds out whose key a caller shows. Secrets are kept and compared as digests only. */
export class KeyRing<Scope extends string> {
  readonly #entries: readonly { readonly key: ApiKey<Scope>; readonly digest: Buffer }[];

  constructor(keys: readonly ApiKey<Scope>[]) {
    this.#entries = keys.map((key) => ({ key, digest: digestOf(key.secret) }));
  }

  /** The key behind `Bearer <key>`; `missing`: that is not what was sent, `invalid`: nobody's key. */
  find(authorization: string): ApiKey<Scope> | 'missing' | 'invalid' {
    const [, secret] = /^Bearer +(\S+)$/i.exec(authorization.slice(0, authorizationCharsMax)) ?? [];
    if (secret === undefined) return 'missing';
    const digest = digestOf(secret);
    let found: ApiKey<Scope> | undefined;
    // All are compared, so that the time tells nothing about which one it is.
    for (const entry of this.#entries) if (timingSafeEqual(entry.digest, digest)) found = entry.key;
    return found ?? 'invalid';
  }
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
