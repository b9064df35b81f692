import type { ServiceError } from '@microchat/core/service-error';
import { HealthImplementation } from 'grpc-health-check';
import type { handleServerStreamingCall, handleUnaryCall, Metadata, Server } from '@grpc/grpc-js';

import type { CallGuard } from './call-guard.ts';
import { toGrpcStatus } from './grpc-errors.ts';
import { callsServiceName } from './health-check.ts';

type AddService = Server['addService'];

/**
 * The standard `grpc.health.v1.Health`: the process as a whole (empty name) and each of its services follow its readiness;
 * callers inside the deployment ask for the calls as such, so that processes that call each other can start together.
 */
export class HealthService {
  readonly #implementation = new HealthImplementation();
  readonly #serviceNames: readonly string[];

  /** Nothing is served yet. */
  constructor(serviceNames: Iterable<string>) {
    this.#serviceNames = ['', ...serviceNames];
    this.setReady(false);
    this.setTakingCalls(false);
  }

  setReady(isReady: boolean): void {
    for (const name of this.#serviceNames) this.#set(name, isReady);
  }

  setTakingCalls(isTaking: boolean): void {
    this.#set(callsServiceName, isTaking);
  }

  /**
   * Probes of orchestrators cannot send keys, and the answer tells nothing worth one: a check without key is answered.
   * One with a key that is not valid is refused, so that it shows whether calls would be. Watching takes a key.
   */
  addTo(server: Server, guard: CallGuard | undefined): void {
    if (guard === undefined) return this.#implementation.addToServer(server);
    const addService: AddService = (definition, handlers) => {
      const check = handlers['check'] as handleUnaryCall<unknown, unknown>;
      const guardedCheck: typeof check = (call, done) => {
        const refusal = call.metadata.get('authorization').length === 0 ? undefined : refusalOf(call.metadata, guard);
        if (refusal === undefined) return check(call, done);
        done(toGrpcStatus(refusal));
      };
      const watch = handlers['watch'] as handleServerStreamingCall<unknown, unknown>;
      const guardedWatch: typeof watch = (call) => {
        const refusal = refusalOf(call.metadata, guard);
        if (refusal === undefined) return watch(call);
        call.emit('error', toGrpcStatus(refusal));
      };
      const { list: _, ...methods } = definition;
      server.addService(methods, { check: guardedCheck, watch: guardedWatch });
    };
    this.#implementation.addToServer({ addService });
  }

  #set(name: string, isServing: boolean): void {
    this.#implementation.setStatus(name, isServing ? 'SERVING' : 'NOT_SERVING');
  }
}

function refusalOf(metadata: Metadata, guard: CallGuard): ServiceError | undefined {
  try {
    guard.admit(String(metadata.get('authorization')[0] ?? ''));
    return undefined;
  } catch (error) {
    return error as ServiceError;
  }
}
