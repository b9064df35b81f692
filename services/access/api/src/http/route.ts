import type { MembershipDefinition } from '@microchat/membership/contract';
import type { MessagingDefinition } from '@microchat/messaging/contract';
import type { Reason } from '@microchat/protocol/reasons';
import type { MessageSchema } from '@microchat/protocol/schema';
import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';
import type { RequestOrigin } from './local-request.ts';
import type { QueryParameter, QueryValues } from './query.ts';

/** The services behind the routes. */
export interface Clients {
  readonly messaging: Client<MessagingDefinition>;
  readonly sync: Client<SyncDefinition>;
  readonly membership: Client<MembershipDefinition>;
  readonly userStore: Client<UserStoreDefinition>;
}

export type QueryDefinition = Readonly<Record<string, QueryParameter>>;

/** Names in braces of a path template. */
export type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** A request whose form has been checked against the route. */
export interface RouteCall<Path extends string, Query extends QueryDefinition, Body> {
  /** The authenticated user; '' on public routes. */
  readonly userId: string;
  readonly params: Readonly<Record<ParamNames<Path>, string>>;
  readonly query: QueryValues<Query>;
  readonly body: Body;
  /** Where it comes from. */
  readonly origin: RequestOrigin;
  /** Aborts when the caller is gone. For reads: a write goes on, its outcome may be asked for again. */
  readonly signal: AbortSignal;
  /** Whether the caller's token is still good, for work that takes long. Rejects with UNAUTHENTICATED if not. */
  recheckToken(): Promise<void>;
}

/** One operation of the API: what it takes and answers, for the server and for openapi.json alike. */
export interface Route<Path extends string, Query extends QueryDefinition, Body, Reply extends object> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Template such as "/v1/groups/{groupId}". */
  readonly path: Path;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: 'user' | 'public';
  /** For so long an answer may be held back until there is something to say; such requests have limits of their own. */
  readonly heldMsMax?: number;
  readonly query?: Query;
  readonly body?: Body extends object ? MessageSchema<Body> : undefined;
  readonly reply: MessageSchema<Reply>;
  /** What may go wrong besides what may go wrong everywhere. */
  readonly reasons: readonly Reason[];
  handle(call: RouteCall<Path, Query, Body>): Promise<Reply>;
}

/** A route with its types forgotten, for those who treat all alike. */
export interface AnyRoute extends Omit<Route<string, QueryDefinition, object | undefined, object>, 'handle' | 'body'> {
  readonly body?: MessageSchema | undefined;
  handle(call: RouteCall<string, QueryDefinition, object | undefined>): Promise<object>;
}

/** Checks a route's parts against each other. */
export function defineRoute<
  Path extends string,
  Reply extends object,
  Query extends QueryDefinition = Record<never, never>,
  Body extends object | undefined = undefined,
>(route: Route<Path, Query, Body, Reply>): AnyRoute {
  return route;
}
