import { ServiceError } from '@microchat/core/service-error';
import { MessageTooLargeError } from '@microchat/proto/compiled-message';

import { type MethodCodec, type ServiceCodec, serviceCodec } from './codec.ts';
import { rpcLimits } from './rpc-limits.ts';
import type { RpcObserver } from './rpc-observer.ts';
import type { ServerCall } from './server-call.ts';
import type { CallContext, ServiceContract, ServiceDefinition } from './service-contract.ts';
import {
  asHandlerError,
  internalError,
  messageTooLarge,
  methodNotFound,
  transportReasons,
} from './transport-errors.ts';

interface Method {
  readonly codec: MethodCodec;
  readonly handle: (request: object, call: CallContext) => Promise<object>;
}

const nextMicrotask = Promise.resolve();

/** The services of a process. Every transport, local or remote, ends in `dispatch`, so they all behave the same. */
export class ServiceRegistry {
  readonly #methods = new Map<string, Method>();
  readonly #services = new Map<string, ServiceCodec>();
  readonly #observer: RpcObserver;

  constructor(observer: RpcObserver) {
    this.#observer = observer;
  }

  /** @throws Error if the service is registered already. Methods without a handler answer UNIMPLEMENTED. */
  add<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>, handlers: object): void {
    if (this.#services.has(contract.name)) throw new Error(`${contract.name} is registered twice`);
    const service = serviceCodec(contract);
    this.#services.set(contract.name, service);
    const byName = handlers as Record<string, Method['handle'] | undefined>;
    for (const codec of service.methods.values()) {
      const handler = byName[codec.name];
      if (handler === undefined) continue;
      this.#methods.set(codec.path, { codec, handle: (request, call) => handler.call(handlers, request, call) });
    }
  }

  has(serviceName: string): boolean {
    return this.#services.has(serviceName);
  }

  services(): Iterable<ServiceCodec> {
    return this.#services.values();
  }

  /** Decodes, runs the handler, encodes. Rejects with ServiceError only. Never runs the handler synchronously. */
  async dispatch(path: string, request: Uint8Array, call: ServerCall): Promise<Uint8Array> {
    await nextMicrotask;
    try {
      const method = this.#methodAt(path);
      const reply = method.codec.encodeReply(await method.handle(this.#decode(method.codec, request), call));
      if (reply.length > rpcLimits.messageBytesMax) throw messageTooLarge(reply.length, rpcLimits.messageBytesMax);
      return reply;
    } catch (error) {
      throw this.#callerError(path, error);
    } finally {
      call.finish();
    }
  }

  /** The same for a request that was copied: answers with a copy of the reply. */
  async dispatchCopy(path: string, request: object, call: ServerCall): Promise<object> {
    await nextMicrotask;
    try {
      const method = this.#methodAt(path);
      return method.codec.copyReply(await method.handle(request, call), rpcLimits.messageBytesMax);
    } catch (error) {
      throw this.#callerError(path, error);
    } finally {
      call.finish();
    }
  }

  #methodAt(path: string): Method {
    const method = this.#methods.get(path);
    if (method === undefined) throw methodNotFound(path);
    return method;
  }

  #callerError(path: string, error: unknown): ServiceError {
    if (error instanceof ServiceError) return asHandlerError(error);
    if (error instanceof MessageTooLargeError) return messageTooLarge(error.bytes, rpcLimits.messageBytesMax);
    this.#observer.internalError(path, error);
    return internalError();
  }

  #decode(codec: MethodCodec, request: Uint8Array): object {
    try {
      return codec.decodeRequest(request);
    } catch {
      throw new ServiceError('INVALID_ARGUMENT', {
        reason: transportReasons.REQUEST_UNDECODABLE,
        message: `the request of ${codec.path} is not a valid message`,
      });
    }
  }
}
