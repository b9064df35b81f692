import type { MethodDefinition } from '@grpc/proto-loader';

import type { CancelSignal } from './cancel-signal.ts';

/** The generated `...Definition` interface of a service: method name -> its message types. */
export type ServiceDefinition = object;

/** Names as the proto spells them, without the index signature that the generated interfaces inherit. */
type RpcName<Definition extends ServiceDefinition> = keyof {
  [Name in keyof Definition as string extends Name ? never : number extends Name ? never : Name]: true;
} &
  keyof Definition &
  string;

export type MethodName<Definition extends ServiceDefinition> = Uncapitalize<RpcName<Definition>>;

/** Typed client: ordinary async calls, whatever transport is behind. Rejects with ServiceError only. */
export type Client<Definition extends ServiceDefinition> = {
  readonly [Name in RpcName<Definition> as Uncapitalize<Name>]: Definition[Name] extends MethodDefinition<
    infer Request,
    infer _Reply,
    infer _RequestOutput,
    infer ReplyOutput
  >
    ? (request: Request, options?: CallOptions) => Promise<ReplyOutput>
    : never;
};

/** What a service implements. Throws ServiceError; anything else reaches the caller as INTERNAL without details. */
export type Handlers<Definition extends ServiceDefinition> = {
  readonly [Name in RpcName<Definition> as Uncapitalize<Name>]: Handler<Definition[Name]>;
};

export type Handler<Method> =
  Method extends MethodDefinition<infer _Request, infer Reply, infer RequestOutput, infer _ReplyOutput>
    ? (request: RequestOutput, call: CallContext) => Promise<Reply>
    : never;

export interface CallOptions {
  /**
   * Milliseconds the caller waits at most, up to 16 more. Default, and never longer than, the method's own. A handler that calls on
   * passes its `timeLeftMs()`, so that no call outlives its parent.
   */
  readonly timeoutMs?: number;
  /** Cancels the call (CANCELLED) and tells the server. */
  readonly signal?: CancelSignal;
  /** W3C trace context to continue. */
  readonly traceparent?: string;
}

export interface CallContext {
  /** Aborts when the caller cancelled or the deadline passed. */
  readonly signal: CancelSignal;
  /** Milliseconds left of the deadline when asked, at least 0. */
  timeLeftMs(): number;
  /** Empty if none. */
  readonly traceparent: string;
}

export interface MethodOptions {
  /** `hot`: carried by the batched stream. `unary`: a gRPC call of its own. */
  readonly kind: 'hot' | 'unary';
  /** Default deadline. */
  readonly timeoutMs: number;
  /** `safe`: may be repeated after UNAVAILABLE without harm (idempotent). `never`: only what was certainly not executed. */
  readonly retry: 'safe' | 'never';
  /** Request field that picks the instance; overrides the contract's. Empty: any instance. */
  readonly affinity?: string;
}

/** A service as others see it; lives in the service's contract.ts. */
export interface ServiceContract<Definition extends ServiceDefinition> {
  /** Full protobuf name. */
  readonly name: string;
  /** Path of the .proto below the proto root. */
  readonly proto: string;
  /**
   * Request field whose text picks the instance (rendezvous hashing) when there are several; where it is empty, any one
   * serves. It makes conflicts rare and caches warm; nothing may depend on it.
   */
  readonly affinity?: string;
  readonly methods: { readonly [Name in MethodName<Definition>]: MethodOptions };
}

/** A hot, idempotent call. */
export const hot: MethodOptions = { kind: 'hot', timeoutMs: 5_000, retry: 'safe' };

/** An idempotent control call. */
export const unary: MethodOptions = { kind: 'unary', timeoutMs: 10_000, retry: 'safe' };

/** A control call that must not be repeated blindly. */
export const unaryOnce: MethodOptions = { kind: 'unary', timeoutMs: 10_000, retry: 'never' };
