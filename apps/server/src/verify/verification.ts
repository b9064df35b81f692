import type { Message, Recipient } from '@microchat/client/protocol/frames';
import { ConversationJudge } from '@microchat/verifier/conversation-judge';
import { Lateness } from '@microchat/verifier/lateness';
import type { Outages } from '@microchat/verifier/outages';
import type { Problem, ProblemKind } from '@microchat/verifier/problem';

import type { CanaryDevice } from './canary-device.ts';
import type { CanaryConversation, CanaryUser } from './canary-network.ts';
import { readBehind } from './read-behind.ts';
import type { VerifyReport } from './verify-report.ts';

/** What is needed of the canaries here. */
export interface WatchedConversation extends Pick<CanaryConversation, 'conversationId' | 'after'> {
  readonly members: readonly WatchedUser[];
  readonly reader: Pick<CanaryConversation['reader'], 'messages'>;
  recipientFor(sender: WatchedUser): Recipient;
}

export interface WatchedUser extends Pick<CanaryUser, 'userId'> {
  readonly devices: readonly Pick<CanaryDevice, 'name' | 'send'>[];
}

export interface VerificationOptions {
  readonly conversations: readonly WatchedConversation[];
  readonly outages: Outages;
  readonly lateMs: number;
  problem(problem: Problem): void;
  /** A message was refused for good, or the history could not be read. */
  trouble(what: string): void;
}

/** Messages that are not acknowledged yet; while the server is away no more are sent. */
const inFlightMax = 100;
/** The same for those that somebody was not told yet. */
const underWayMax = 10_000;

/** Sends canary messages and judges what becomes of them. */
export class Verification {
  readonly #options: VerificationOptions;
  readonly #judges: ReadonlyMap<string, ConversationJudge>;
  readonly #lateness: Lateness;
  readonly #runId = crypto.randomUUID().slice(0, 13);
  readonly #ending = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  readonly #problems: Record<ProblemKind, number> = { lost: 0, doubled: 0, reordered: 0, late: 0 };
  #sent = 0;
  #skipped = 0;
  #refused = 0;
  /** Conversations whose history could not be read at the last try. */
  readonly #unread = new Set<string>();
  readonly #startedAtMs = performance.now();

  constructor(options: VerificationOptions) {
    this.#options = options;
    this.#lateness = new Lateness(options.lateMs, options.outages);
    this.#judges = new Map(
      options.conversations.map(({ conversationId, after, members }) => {
        const deviceNames = members.flatMap(({ devices }) => devices.map(({ name }) => name));
        return [conversationId, new ConversationJudge(conversationId, after, deviceNames)];
      }),
    );
  }

  told(device: Pick<CanaryDevice, 'name'>, { conversationId, index, messageId, clientMessageId }: Message): void {
    this.#judges.get(conversationId)?.told(device.name, { index, messageId, clientMessageId });
    this.#report(this.#lateness.told(clientMessageId, device.name, performance.now()));
  }

  /** The next message: each conversation in turn, each member of it, each device of the member. */
  sendNext(): void {
    if (this.#inFlight.size >= inFlightMax || this.#lateness.underWay >= underWayMax) {
      this.#skipped += 1;
      return;
    }
    const { conversations } = this.#options;
    const number = this.#sent;
    const conversation = conversations[number % conversations.length];
    const round = Math.floor(number / conversations.length);
    const sender = conversation?.members[round % conversation.members.length];
    const device = sender?.devices[Math.floor(round / (conversation?.members.length ?? 1)) % sender.devices.length];
    if (conversation === undefined || sender === undefined || device === undefined) return;
    this.#sent += 1;
    const clientMessageId = `${this.#runId}-${number}`;
    this.#lateness.sent({
      clientMessageId,
      atMs: performance.now(),
      deviceId: device.name,
      receivers: conversation.members.flatMap(({ devices }) => devices.map(({ name }) => name)),
    });
    const sending = device
      .send(conversation.recipientFor(sender), clientMessageId, this.#ending.signal)
      .then(
        (sent) => {
          if (sent === undefined) return;
          const { conversationId, index, messageId } = sent;
          const atMs = performance.now();
          this.#judges.get(conversationId)?.acknowledged({ clientMessageId, index, messageId }, atMs);
          this.#report(this.#lateness.acknowledged(clientMessageId, atMs));
        },
        (error: unknown) => {
          this.#refused += 1;
          this.#options.trouble(`${clientMessageId} was refused: ${messageOf(error)}`);
        },
      )
      .finally(() => this.#inFlight.delete(sending));
    this.#inFlight.add(sending);
  }

  /** Reads what the conversations have become, and judges it. */
  async check(): Promise<void> {
    for (const { conversationId, reader } of this.#options.conversations) {
      const judge = this.#judges.get(conversationId);
      if (judge === undefined) continue;
      const readFromMs = performance.now();
      try {
        const entries = await readBehind(reader, conversationId, judge.through.index);
        this.#report(judge.stored(entries, readFromMs));
        this.#unread.delete(conversationId);
      } catch (error) {
        if (!this.#unread.has(conversationId)) {
          this.#options.trouble(`the history of ${conversationId} was not read: ${messageOf(error)}`);
        }
        this.#unread.add(conversationId);
      }
    }
    this.#report(this.#lateness.overdue(performance.now()));
  }

  /** Everything sent is acknowledged, told and read. */
  get isSettled(): boolean {
    const isFollowed = [...this.#judges.values()].every((judge) => judge.isFollowed);
    return this.#inFlight.size === 0 && this.#lateness.underWay === 0 && this.#unread.size === 0 && isFollowed;
  }

  /** At the end: nothing more is awaited. */
  finish(): void {
    for (const judge of this.#judges.values()) this.#report(judge.finish());
  }

  /** Gives up on what is not acknowledged. */
  end(): void {
    this.#ending.abort();
  }

  report(): VerifyReport {
    const judges = [...this.#judges.values()];
    const nowMs = performance.now();
    const outagesMs = this.#options.outages.all().map(({ fromMs, toMs }) => Math.min(toMs, nowMs) - fromMs);
    return {
      seconds: Math.round((nowMs - this.#startedAtMs) / 1_000),
      sent: this.#sent,
      acknowledged: sum(judges.map(({ acknowledgedCount }) => acknowledgedCount)),
      stored: sum(judges.map(({ storedCount }) => storedCount)),
      delivered: this.#lateness.deliveries.count,
      skipped: this.#skipped,
      refused: this.#refused,
      unread: this.#unread.size,
      ...this.#problems,
      ackMs: delaysOf(this.#lateness.acknowledgements),
      deliveryMs: delaysOf(this.#lateness.deliveries),
      outages: outagesMs.length,
      outageMs: Math.round(sum(outagesMs)),
      longestOutageMs: Math.round(Math.max(0, ...outagesMs)),
      offline: this.#options.outages.offlineCount,
    };
  }

  #report(problems: readonly Problem[]): void {
    for (const problem of problems) {
      this.#problems[problem.kind] += 1;
      this.#options.problem(problem);
    }
  }
}

function delaysOf(delays: Lateness['deliveries']): VerifyReport['ackMs'] {
  return {
    p50: Math.round(delays.quantileMs(0.5)),
    p99: Math.round(delays.quantileMs(0.99)),
    max: Math.round(delays.maxMs),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
