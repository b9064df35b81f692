/** A message that somebody sent. */
export interface Attempt {
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly body: string;
}

/** A message that its sender was told is stored. */
export interface Acknowledgement extends Attempt {
  readonly conversationId: string;
  readonly index: number;
  readonly messageId: string;
}

/** Entries that a user was told are hidden from it. */
export interface AcknowledgedHiding {
  readonly userId: string;
  readonly conversationId: string;
  readonly indexes: readonly number[];
}

/** What the people of the simulation did, and were told. */
export class History {
  readonly attempts: Attempt[] = [];
  readonly acknowledged: Acknowledgement[] = [];
  readonly hidden: AcknowledgedHiding[] = [];
  /** Groups whose creation was answered. */
  readonly groupIds: string[] = [];
}
