import { decodeContent } from '@microchat/protocol/content';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';

/** Who joins and who leaves at an entry. */
export interface MembershipChange {
  readonly addedUserIds: readonly string[];
  readonly removedUserIds: readonly string[];
}

/** The membership change that an entry is, if it is one; only those carry a membership version. */
export function membershipChangeOf(entry: LogEntry__Output): MembershipChange | undefined {
  if (entry.membershipVersion === 0) return undefined;
  return decodeContent(entry.content).membership ?? undefined;
}
