import type { MessagingDefinition } from '@microchat/messaging/contract';
import type { ServerFrame } from '@microchat/proto/microchat/client/v1/ServerFrame';
import type { CheckedClientFrame } from '@microchat/protocol/validate-client-frame';
import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';

export type HelloFrame = CheckedClientFrame & { readonly body: 'hello' };
type AckFrame = CheckedClientFrame & { readonly body: 'ack' };
/** Frames that are answered. */
export type RequestFrame = Exclude<CheckedClientFrame, HelloFrame | AckFrame>;

/** A server frame without its id. */
export type Answer = Omit<ServerFrame, 'id'>;

/** Whom a connection speaks for. Never taken from a frame's content. */
export interface Identity {
  readonly userId: string;
  readonly deviceId: string;
}

export interface RequestClients {
  readonly messaging: Client<MessagingDefinition>;
  readonly sync: Client<SyncDefinition>;
}
