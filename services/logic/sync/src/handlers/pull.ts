import { isVisible } from '@microchat/core/group-visibility';
import { limits } from '@microchat/core/limits';
import type { PullReply } from '@microchat/proto/microchat/logic/v1/PullReply';
import type { PullRequest__Output } from '@microchat/proto/microchat/logic/v1/PullRequest';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, CallOptions } from '@microchat/rpc/service-contract';
import { covered, type PagePlan, planPage } from '../domain/page-plan.ts';
import { relink } from '../domain/relink.ts';
import { headInLog } from '../own-entry.ts';
import { authoriseShown, type ShownConversation, type ShownConversationClients } from '../shown-conversation.ts';

/** Sync.Pull: see proto/microchat/logic/v1/sync.proto. */
export function pullHandler(clients: ShownConversationClients) {
  return async ({ userId, pull }: PullRequest__Output, call: CallContext): Promise<PullReply> => {
    const { conversationId = '', afterIndex = 0, beforeIndex = 0 } = pull ?? {};
    const limit = Math.min(pull?.limit || limits.pullLimitDefault, limits.pullLimitMax);
    const options = downstream(call);
    const access = await authoriseShown(clients, userId, conversationId, options);
    const { conversation, spans, shown } = access;
    const head = await headInLog(clients, conversationId, options);

    const plan = planPage(spans, shown, head.index, afterIndex, beforeIndex);
    const { entries, complete } = await readRanges(clients, access, plan, limit, options);
    const oldest = entries.at(-1);
    const below = oldest && (await messageIdBelow(clients, access, oldest, head.index, options));
    return {
      conversationId: conversation.conversationId,
      entries: relink(entries, below),
      covers: covered(plan, oldest?.index, complete),
      hasMore: !complete,
    };
  };
}

/** Shown entries of the planned ranges, newest first, up to the limit. */
async function readRanges(
  clients: ShownConversationClients,
  { conversation: { conversationId }, shown }: ShownConversation,
  plan: PagePlan,
  limit: number,
  options: CallOptions,
): Promise<{ entries: LogEntry__Output[]; complete: boolean }> {
  const entries: LogEntry__Output[] = [];
  for (const { fromIndex, toIndex } of plan.ranges) {
    let before = toIndex + 1;
    while (before > fromIndex) {
      if (entries.length === limit) return { entries, complete: false };
      const page = await clients.messageStore.readPage(
        { conversationId, afterIndex: fromIndex - 1, beforeIndex: before, limit: limit - entries.length },
        options,
      );
      const oldest = page.entries.at(-1);
      if (oldest === undefined) break;
      entries.push(...page.entries.filter(({ index }) => isVisible(shown, index)));
      before = oldest.index;
    }
  }
  return { entries, complete: true };
}

/** The messageId that `oldest` follows in this user's view: hidden ranges between the two are skipped. */
async function messageIdBelow(
  clients: ShownConversationClients,
  { conversation: { conversationId }, spans, shown }: ShownConversation,
  oldest: LogEntry__Output,
  headIndex: number,
  options: CallOptions,
): Promise<string> {
  if (isVisible(shown, oldest.index - 1)) return oldest.previousMessageId;
  const older = planPage(spans, shown, headIndex, 0, oldest.index).ranges[0];
  if (older === undefined) return '0';
  const page = await clients.messageStore.readPage(
    { conversationId, afterIndex: older.fromIndex - 1, beforeIndex: older.toIndex + 1, limit: 1 },
    options,
  );
  return page.entries[0]?.messageId ?? '0';
}
