import type { TokenService } from '@microchat/auth/token-service';
import { acknowledge } from './handlers/acknowledge.ts';
import { addMembers } from './handlers/add-members.ts';
import { clearHistory } from './handlers/clear-history.ts';
import { createGroup } from './handlers/create-group.ts';
import { deleteMessages } from './handlers/delete-messages.ts';
import { getGroup } from './handlers/get-group.ts';
import { getHealth } from './handlers/get-health.ts';
import { getProfile } from './handlers/get-profile.ts';
import { getReadiness } from './handlers/get-readiness.ts';
import { getUpdates } from './handlers/get-updates.ts';
import { issueDevToken } from './handlers/issue-dev-token.ts';
import { kickDevice } from './handlers/kick-device.ts';
import { listConversations } from './handlers/list-conversations.ts';
import { listDevices } from './handlers/list-devices.ts';
import { listMembers } from './handlers/list-members.ts';
import { listMessages } from './handlers/list-messages.ts';
import { listReaders } from './handlers/list-readers.ts';
import { markRead } from './handlers/mark-read.ts';
import { putProfile } from './handlers/put-profile.ts';
import { removeMember } from './handlers/remove-member.ts';
import { sendMessage } from './handlers/send-message.ts';
import { updateConversation } from './handlers/update-conversation.ts';
import { updateGroup } from './handlers/update-group.ts';
import type { AnyRoute, Clients } from './http/route.ts';
import type { Updates } from './updates/updates.ts';
import type { UserRecords } from './user-records.ts';

export interface RouteDependencies {
  readonly clients: Clients;
  readonly tokens: TokenService;
  readonly users: UserRecords;
  readonly updates: Updates;
  readonly devTokens: boolean;
  isReady(): boolean | Promise<boolean>;
}

/** All operations of the API. */
export function apiRoutes(dependencies: RouteDependencies): readonly AnyRoute[] {
  const { clients, tokens, users, devTokens } = dependencies;
  return [
    sendMessage(clients),
    listConversations(clients),
    getUpdates(dependencies.updates),
    updateConversation(clients),
    clearHistory(clients),
    deleteMessages(clients),
    listMessages(clients),
    markRead(clients),
    listReaders(clients),
    acknowledge(clients),
    createGroup(clients),
    getGroup(clients),
    updateGroup(clients),
    listMembers(clients),
    addMembers(clients),
    removeMember(clients),
    getProfile(clients),
    putProfile(clients),
    listDevices(clients),
    kickDevice(clients),
    ...(devTokens ? [issueDevToken(tokens, users)] : []),
    getHealth(),
    getReadiness(() => dependencies.isReady()),
  ];
}
