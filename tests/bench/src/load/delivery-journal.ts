/** What one connection has seen of one conversation. */
interface Seen {
  /** Every index below has been seen. */
  next: number;
  readonly ahead: Set<number>;
}

interface Conversation {
  /** Connections that get every message. */
  readonly members: readonly number[];
  /** Index before the first one that counts. */
  readonly base: number;
  acked: number;
  readonly seen: Map<number, Seen>;
}

export interface JournalVerdict {
  readonly acked: number;
  /** Acknowledged to the sender, and the log's indexes are not as many: lost or doubled. */
  readonly conversationsOff: number;
  /** Pushed twice to a connection, which clients have to expect. */
  readonly pushedTwice: number;
  /** Not pushed; a client would pull them. */
  readonly notPushed: readonly Missing[];
}

/** Index `index` of a conversation did not reach connection `member`. */
export interface Missing {
  readonly conversationId: string;
  readonly member: number;
  readonly index: number;
}

/**
 * Every index that was acknowledged and every one that came, in memory that does not grow with their number: indexes are dense,
 * so what is contiguous is one number.
 */
export class DeliveryJournal {
  readonly #conversations = new Map<string, Conversation>();
  #acked = 0;
  #pushedTwice = 0;

  /** Messages after `base` count. `members` are numbers of connections. */
  open(conversationId: string, members: readonly number[], base: number): void {
    if (this.#conversations.has(conversationId)) return;
    const seen = new Map(members.map((member) => [member, { next: base + 1, ahead: new Set<number>() }]));
    this.#conversations.set(conversationId, { members, base, acked: 0, seen });
  }

  acknowledged(conversationId: string, sender: number, index: number): void {
    const conversation = this.#conversations.get(conversationId);
    if (conversation === undefined || index <= conversation.base) return;
    conversation.acked += 1;
    this.#acked += 1;
    // The sender need not be pushed what it sent.
    this.#see(conversation, sender, index);
  }

  /** `isOwn`: the connection has sent it and may have it by the answer, too. */
  delivered(conversationId: string, member: number, index: number, isOwn: boolean): void {
    const conversation = this.#conversations.get(conversationId);
    if (conversation === undefined || index <= conversation.base) return;
    if (!this.#see(conversation, member, index) && !isOwn) this.#pushedTwice += 1;
  }

  /** To be asked when nothing is under way. */
  verdict(): JournalVerdict {
    let conversationsOff = 0;
    const notPushed: Missing[] = [];
    for (const [conversationId, { members, base, acked, seen }] of this.#conversations) {
      const head = base + acked;
      for (const member of members) {
        const { next, ahead } = seen.get(member) as Seen;
        if (next > head + 1 || [...ahead].some((index) => index > head)) conversationsOff += 1;
        for (let index = next; index <= head; index += 1) {
          if (!ahead.has(index)) notPushed.push({ conversationId, member, index });
        }
      }
    }
    return { acked: this.#acked, conversationsOff, pushedTwice: this.#pushedTwice, notPushed };
  }

  /** False: it had been seen before. */
  #see({ seen }: Conversation, member: number, index: number): boolean {
    const own = seen.get(member);
    if (own === undefined) return true;
    if (index < own.next || own.ahead.has(index)) return false;
    own.ahead.add(index);
    while (own.ahead.delete(own.next)) own.next += 1;
    return true;
  }
}
