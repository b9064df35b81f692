import type { ApiKey } from '@microchat/auth/api-key';
import { ServiceError } from '@microchat/core/service-error';
import type { Timers } from '@microchat/ports/time';

import type { CallEdge, EdgeCall } from '@microchat/rpc/call-edge';
import type { BusinessMetrics } from './business-metrics.ts';
import { businessReasons } from './business-reasons.ts';
import { scopeOf } from './scope-of.ts';
import type { KeyRing } from './key-ring.ts';
import { formViolation } from './request-form.ts';

/** Stands before every call: who calls, may they, is the request well-formed; counts what became of it. */
export class BusinessEdge implements CallEdge {
  readonly #keys: KeyRing;
  readonly #metrics: BusinessMetrics;
  readonly #timers: Pick<Timers, 'monotonicMs'>;

  constructor(keys: KeyRing, metrics: BusinessMetrics, timers: Pick<Timers, 'monotonicMs'>) {
    this.#keys = keys;
    this.#metrics = metrics;
    this.#timers = timers;
  }

  async run(call: EdgeCall, next: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const startMs = this.#timers.monotonicMs();
    const method = call.path.slice(call.path.lastIndexOf('/') + 1);
    let keyName = 'none';
    let code = 'OK';
    try {
      const key = this.#keys.find(call.authorization);
      keyName = key.name;
      requireScope(key, method);
      const violation = formViolation(method, call.request);
      if (violation !== undefined) throw violation;
      return await next();
    } catch (error) {
      code = error instanceof ServiceError ? error.code : 'INTERNAL';
      throw error;
    } finally {
      this.#metrics.answered(method, keyName, code, this.#timers.monotonicMs() - startMs);
    }
  }
}

function requireScope(key: ApiKey, method: string): void {
  const scope = scopeOf(method);
  if (scope !== undefined && key.scopes.includes(scope)) return;
  throw new ServiceError('PERMISSION_DENIED', {
    reason: businessReasons.scopeMissing,
    message: `the API key lacks the scope ${scope ?? `of ${method}`}`,
  });
}
