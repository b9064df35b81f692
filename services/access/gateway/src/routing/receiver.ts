import type { OutboundFrame } from '../outbound/outbound-frame.ts';

/** A connection as the tables see it. */
export interface Receiver {
  readonly id: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly platform: string;
  /** Grows from login to login of the user; 0 while it is not known yet. */
  readonly loginNumber: number;
  /** Of the token that it was made with. */
  readonly revocationVersion: number;
  /** Groups in whose tables it is; kept by the tables. */
  readonly groups: Set<string>;
  /** A frame for this connection; what becomes of it is the connection's matter. */
  offer(frame: OutboundFrame): void;
  /** The entry at `index` removed this user from the group; `visibleFrom` is what the table knew of the membership. */
  removedFrom(groupId: string, index: number, visibleFrom: number | undefined): void;
  /** The same device of the same user connected again, here or at another worker. */
  replace(): void;
  /** Its device was sent away. */
  kick(): void;
  /** Its token is good no more. */
  revoke(): void;
}
