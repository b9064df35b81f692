import type { UpdateConversationBody__Output } from '@microchat/proto/microchat/api/v1/UpdateConversationBody';
import type { ConversationEntry__Output } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { AckBody__Output } from '@microchat/proto/microchat/api/v1/AckBody';
import type { AddMembersBody__Output } from '@microchat/proto/microchat/api/v1/AddMembersBody';
import type { ClearHistoryBody__Output } from '@microchat/proto/microchat/api/v1/ClearHistoryBody';
import type { CreatedGroup__Output } from '@microchat/proto/microchat/api/v1/CreatedGroup';
import type { CreateGroupBody__Output } from '@microchat/proto/microchat/api/v1/CreateGroupBody';
import type { DeleteMessagesBody__Output } from '@microchat/proto/microchat/api/v1/DeleteMessagesBody';
import type { Devices__Output } from '@microchat/proto/microchat/api/v1/Devices';
import type { DevToken__Output } from '@microchat/proto/microchat/api/v1/DevToken';
import type { DevTokenBody__Output } from '@microchat/proto/microchat/api/v1/DevTokenBody';
import type { Done__Output } from '@microchat/proto/microchat/api/v1/Done';
import type { Group__Output } from '@microchat/proto/microchat/api/v1/Group';
import type { Health__Output } from '@microchat/proto/microchat/api/v1/Health';
import type { Members__Output } from '@microchat/proto/microchat/api/v1/Members';
import type { Problem__Output } from '@microchat/proto/microchat/api/v1/Problem';
import type { Profile__Output } from '@microchat/proto/microchat/api/v1/Profile';
import type { PutProfileBody__Output } from '@microchat/proto/microchat/api/v1/PutProfileBody';
import type { ReadBody__Output } from '@microchat/proto/microchat/api/v1/ReadBody';
import type { Readers__Output } from '@microchat/proto/microchat/api/v1/Readers';
import type { UpdateGroupBody__Output } from '@microchat/proto/microchat/api/v1/UpdateGroupBody';
import type { Changes__Output } from '@microchat/proto/microchat/client/v1/Changes';
import type { Page__Output } from '@microchat/proto/microchat/client/v1/Page';
import type { Receipt__Output } from '@microchat/proto/microchat/client/v1/Receipt';
import type { Sent__Output } from '@microchat/proto/microchat/client/v1/Sent';
import { messageSchema } from '@microchat/protocol/schema';

/** Schemas of all bodies. */
export { sendSchema } from '@microchat/protocol/messages';

export const sentSchema = messageSchema<Sent__Output>('microchat.client.v1.Sent');
export const changesSchema = messageSchema<Changes__Output>('microchat.client.v1.Changes');
export const pageSchema = messageSchema<Page__Output>('microchat.client.v1.Page');
export const receiptSchema = messageSchema<Receipt__Output>('microchat.client.v1.Receipt');

export const doneSchema = messageSchema<Done__Output>('microchat.api.v1.Done');
export const readBodySchema = messageSchema<ReadBody__Output>('microchat.api.v1.ReadBody');
export const updateConversationBodySchema = messageSchema<UpdateConversationBody__Output>(
  'microchat.api.v1.UpdateConversationBody',
);
export const clearHistoryBodySchema = messageSchema<ClearHistoryBody__Output>('microchat.api.v1.ClearHistoryBody');
export const deleteMessagesBodySchema = messageSchema<DeleteMessagesBody__Output>(
  'microchat.api.v1.DeleteMessagesBody',
);
export const conversationSchema = messageSchema<ConversationEntry__Output>('microchat.client.v1.ConversationEntry');
export const readersSchema = messageSchema<Readers__Output>('microchat.api.v1.Readers');
export const ackBodySchema = messageSchema<AckBody__Output>('microchat.api.v1.AckBody');
export const createGroupBodySchema = messageSchema<CreateGroupBody__Output>('microchat.api.v1.CreateGroupBody');
export const createdGroupSchema = messageSchema<CreatedGroup__Output>('microchat.api.v1.CreatedGroup');
export const updateGroupBodySchema = messageSchema<UpdateGroupBody__Output>('microchat.api.v1.UpdateGroupBody');
export const groupSchema = messageSchema<Group__Output>('microchat.api.v1.Group');
export const addMembersBodySchema = messageSchema<AddMembersBody__Output>('microchat.api.v1.AddMembersBody');
export const membersSchema = messageSchema<Members__Output>('microchat.api.v1.Members');
export const putProfileBodySchema = messageSchema<PutProfileBody__Output>('microchat.api.v1.PutProfileBody');
export const profileSchema = messageSchema<Profile__Output>('microchat.api.v1.Profile');
export const devicesSchema = messageSchema<Devices__Output>('microchat.api.v1.Devices');
export const devTokenBodySchema = messageSchema<DevTokenBody__Output>('microchat.api.v1.DevTokenBody');
export const devTokenSchema = messageSchema<DevToken__Output>('microchat.api.v1.DevToken');
export const healthSchema = messageSchema<Health__Output>('microchat.api.v1.Health');
export const problemSchema = messageSchema<Problem__Output>('microchat.api.v1.Problem');
