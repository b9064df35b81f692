/** A place in a conversation's log. */
export interface Position {
  readonly index: number;
  readonly messageId: string;
}

/** An entry of the history, as a reader was shown it. */
export interface StoredEntry extends Position {
  readonly previousMessageId: string;
  readonly senderId: string;
  readonly clientMessageId: string;
}

/** What a sender was promised: stored, at this place. */
export interface Acknowledged extends Position {
  readonly clientMessageId: string;
}

/** A message that a device's app was told of. */
export interface Told extends Position {
  readonly clientMessageId: string;
}
