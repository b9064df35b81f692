import type { ApiKey, ServiceKeyScope } from '@microchat/auth/api-key';
import { KeyRing } from '@microchat/auth/key-ring';
import { ServiceError } from '@microchat/core/service-error';
import type { AdmittedCaller, CallGuard } from '@microchat/rpc/call-guard';

/** Reasons with which a caller is refused. */
export const serviceKeyReasons = { missing: 'SERVICE_KEY_MISSING', invalid: 'SERVICE_KEY_INVALID' } as const;

/** Lets in who shows a key of the deployment, to what the key's scopes allow. */
export class ServiceGuard implements CallGuard {
  readonly #ring: KeyRing<ServiceKeyScope>;

  constructor(keys: readonly ApiKey<ServiceKeyScope>[]) {
    this.#ring = new KeyRing(keys);
  }

  admit(authorization: string): AdmittedCaller {
    const key = this.#ring.find(authorization);
    if (key === 'missing' || key === 'invalid') {
      throw new ServiceError('UNAUTHENTICATED', {
        reason: serviceKeyReasons[key],
        message: key === 'missing' ? 'metadata "authorization: Bearer <key>" is required' : 'the key is not valid here',
      });
    }
    return {
      name: key.name,
      mayCall: (path) => {
        const scope = scopeOf(path);
        return scope !== undefined && key.scopes.includes(scope);
      },
    };
  }
}

/** The scope that a method asks for; undefined, and so refused, for whatever is not of the deployment's own. */
function scopeOf(path: string): ServiceKeyScope | undefined {
  if (path.startsWith('microchat.storage.')) return 'storage';
  if (/^microchat\.logic\.v\d+\.DeviceSink\//.test(path)) return 'push';
  if (path.startsWith('microchat.logic.')) return 'logic';
  return undefined;
}
