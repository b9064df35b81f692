import { noMessageId } from '../message-id.ts';

/** Position of the newest entry of a conversation. */
export interface LogHead {
  /** Dense from 1; 0 = the conversation is empty. */
  readonly index: number;
  readonly messageId: bigint;
  readonly previousMessageId: bigint;
  /** Entries so far that can be unread. */
  readonly count: number;
  /** Version of the newest membership entry; 0 = none. */
  readonly membershipVersion: number;
}

export const emptyHead: LogHead = {
  index: 0,
  messageId: noMessageId,
  previousMessageId: noMessageId,
  count: 0,
  membershipVersion: 0,
};
