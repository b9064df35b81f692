import type { ClientFrame__Output } from '@microchat/proto/microchat/client/v1/ClientFrame';
import type { Content__Output } from '@microchat/proto/microchat/client/v1/Content';
import type { Send__Output } from '@microchat/proto/microchat/client/v1/Send';
import type { ServerFrame__Output } from '@microchat/proto/microchat/client/v1/ServerFrame';
import { messageSchema } from './schema.ts';

/** Schemas that the edges work with. */
export const clientFrameSchema = messageSchema<ClientFrame__Output>('microchat.client.v1.ClientFrame');
export const serverFrameSchema = messageSchema<ServerFrame__Output>('microchat.client.v1.ServerFrame');
export const sendSchema = messageSchema<Send__Output>('microchat.client.v1.Send');
export const contentSchema = messageSchema<Content__Output>('microchat.client.v1.Content');
