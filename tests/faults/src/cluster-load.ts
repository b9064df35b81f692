import { once } from 'node:events';
import type { ClusterServer } from '@microchat/tests-e2e/cluster-server';
import { rest, tokenOf } from '@microchat/tests-e2e/rest';
import { connect, createGroup, WireClient } from '@microchat/tests-e2e/wire-client';
import { longestSilenceMs } from './silence.ts';
import { SteadyProbe } from './steady-probe.ts';
import { SteadyReceiver } from './steady-receiver.ts';
import { type Acked, type Outgoing, SteadySender } from './steady-sender.ts';
import { pollUntil } from './poll-until.ts';
import { verifyConversation } from './verify-log.ts';

export interface LoadOptions {
  /** What the names of its users begin with: loads on one server must not share them. */
  readonly name: string;
  /** Default 8. */
  readonly senderCount?: number;
  /** Of each sender between an acknowledgement and its next message. Default 50. */
  readonly pauseMs?: number;
}

/** For how long something did not happen around a fault, in milliseconds. */
export interface Silences {
  /** A conversation took no message: the longest of all. */
  readonly sendMs: number;
  /** A conversation brought the receiver nothing: the longest of all. */
  readonly deliveryMs: number;
  /** No new device could connect. */
  readonly connectMs: number;
  /** The list could not be read over REST. */
  readonly restMs: number;
}

export interface LoadReport {
  readonly acked: number;
  readonly stored: number;
  /** Refusals for now, by code and reason. */
  readonly refusals: Readonly<Record<string, number>>;
}

interface Recipients {
  readonly targetId: string;
  readonly targetToken: string;
  readonly groupId: string;
}

/** After the last fault everything agrees within this time. */
const convergenceMsMax = 30_000;

/**
 * Senders that write without end to one user and to one group, that user's device, and probes of what else clients do.
 * Ends with the proof from outside that nothing is lost, doubled or out of order.
 */
export class ClusterLoad {
  readonly server: ClusterServer;
  readonly #targetId: string;
  readonly #senders: readonly SteadySender[];
  readonly #receiver: SteadyReceiver;
  readonly #connects: SteadyProbe;
  readonly #lists: SteadyProbe;
  readonly #finished: Promise<unknown>;
  #stopping = false;

  static async start(server: ClusterServer, options: LoadOptions): Promise<ClusterLoad> {
    const { name, senderCount = 8, pauseMs = 50 } = options;
    const targetId = `${name}-target`;
    const targetToken = await tokenOf(server, targetId);
    const senderIds = Array.from({ length: senderCount }, (_, at) => `${name}-sender-${at}`);
    const tokens = await Promise.all(senderIds.map((userId) => tokenOf(server, userId)));
    const group = await createGroup(server, tokens[0] ?? '', 'faults', [...senderIds.slice(1), targetId]);
    const receiver = new SteadyReceiver(server.gatewayUrl, targetToken);
    await receiver.connect();
    const senders = tokens.map(
      (token, at) => new SteadySender(server, token, `device-${at}`, { inFlightMax: 2, pauseMs }),
    );
    return new ClusterLoad(server, senders, receiver, { targetId, targetToken, groupId: group.groupId });
  }

  private constructor(
    server: ClusterServer,
    senders: readonly SteadySender[],
    receiver: SteadyReceiver,
    { targetId, targetToken, groupId }: Recipients,
  ) {
    this.#targetId = targetId;
    this.server = server;
    this.#senders = senders;
    this.#receiver = receiver;
    this.#finished = Promise.all(
      senders.map((sender, at) => sender.sendAll(this.#messages(at, { targetId, groupId }))),
    );
    // Awaited at the end; until then a test must not die of it.
    this.#finished.catch(() => undefined);
    let device = 0;
    this.#connects = new SteadyProbe(() => connectOnce(server.gatewayUrl, targetToken, `probe-${(device += 1)}`));
    this.#lists = new SteadyProbe(async () => {
      const { status } = await rest(server, 'GET', '/v1/conversations', targetToken);
      if (status !== 200) throw new Error(`status ${status}`);
    });
  }

  get acked(): Acked[] {
    return this.#senders.flatMap((sender) => sender.acked);
  }

  get refusals(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { refusals } of this.#senders) {
      for (const [name, count] of refusals) counts[name] = (counts[name] ?? 0) + count;
    }
    return counts;
  }

  /** Every conversation takes messages that were first sent after this moment. */
  async sendsAgain(sinceMs: number, timeoutMs = convergenceMsMax): Promise<void> {
    await this.#until(
      () => this.#conversationsAcked(sinceMs) === this.#conversationCount,
      'every conversation takes messages',
      timeoutMs,
    );
  }

  /** Everything that clients do works again, with requests made after this moment. */
  async flowsAgain(sinceMs: number, timeoutMs = convergenceMsMax): Promise<void> {
    await this.sendsAgain(sinceMs, timeoutMs);
    const heads = this.#headsAcked(sinceMs);
    const delivered = () => [...heads].every(([id, index]) => this.#receiver.lastIndex(id) >= index);
    await this.#until(delivered, 'the receiver has what was sent since', timeoutMs);
    for (const probe of [this.#connects, this.#lists]) {
      await this.#until(
        () => (probe.succeededAtMs.at(-1) ?? 0) > sinceMs,
        `a probe works: ${probe.lastFailure}`,
        timeoutMs,
      );
    }
  }

  /** The longest silences between two moments. */
  silences(fromMs: number, toMs: number): Silences {
    const longest = (timelines: Iterable<readonly number[]>) =>
      Math.round(Math.max(...[...timelines].map((times) => longestSilenceMs(times, fromMs, toMs))));
    const acks = Map.groupBy(this.acked, ({ sent }) => sent.conversationId);
    return {
      sendMs: longest(
        [...acks.values()].map((acked) => acked.map(({ ackedAtMs }) => ackedAtMs).toSorted((a, b) => a - b)),
      ),
      deliveryMs: longest([...this.#receiver.received.values()].map((told) => told.map(({ atMs }) => atMs))),
      connectMs: longest([this.#connects.succeededAtMs]),
      restMs: longest([this.#lists.succeededAtMs]),
    };
  }

  /** Ends the load and checks everything. @throws Error the first thing that does not hold. */
  async finish(): Promise<LoadReport> {
    await this.#stop();
    await this.#finished;
    const { client } = await connect(this.server, this.#targetId, { deviceId: 'new-device' });
    let stored = 0;
    for (const [conversationId, acked] of Map.groupBy(this.acked, ({ sent }) => sent.conversationId)) {
      const verdict = await verifyConversation(client, conversationId, acked);
      stored += verdict.stored;
      const log = await client.history(conversationId);
      const unread = log.filter(({ content }) => content.text !== undefined).length;
      await pollUntil(async () => {
        const entry = (await client.list()).find((listed) => listed.conversationId === conversationId);
        return entry?.head.index === verdict.stored && entry.unread === unread;
      }, `the list of ${conversationId} agrees with its log (${verdict.stored} entries, ${unread} unread)`);
      await pollUntil(
        () => this.#receiver.lastIndex(conversationId) >= verdict.stored,
        `${conversationId} arrives whole`,
      );
      this.#receiver.expectFollowed(conversationId, log);
    }
    await Promise.all([client.close(), this.#receiver.close()]);
    return { acked: this.acked.length, stored, refusals: this.refusals };
  }

  /** After a failure: ends what runs, checks nothing. */
  async abandon(): Promise<void> {
    await this.#stop();
    await this.#receiver.close();
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([this.#connects.stop(), this.#lists.stop()]);
  }

  /** A sender's own chat with the target, and the group. */
  get #conversationCount(): number {
    return this.#senders.length + 1;
  }

  #ackedSince(sinceMs: number): Acked[] {
    return this.acked.filter(({ firstSentAtMs }) => firstSentAtMs > sinceMs);
  }

  #conversationsAcked(sinceMs: number): number {
    return new Set(this.#ackedSince(sinceMs).map(({ sent }) => sent.conversationId)).size;
  }

  #headsAcked(sinceMs: number): Map<string, number> {
    const heads = new Map<string, number>();
    for (const { sent } of this.#ackedSince(sinceMs)) {
      heads.set(sent.conversationId, Math.max(sent.index, heads.get(sent.conversationId) ?? 0));
    }
    return heads;
  }

  async #until(condition: () => boolean, what: string, timeoutMs: number): Promise<void> {
    // A sender that was refused for good ends the wait.
    const failed = this.#finished.then(() => undefined);
    await Promise.race([pollUntil(condition, what, timeoutMs), failed]);
  }

  *#messages(sender: number, { targetId, groupId }: Pick<Recipients, 'targetId' | 'groupId'>): Generator<Outgoing> {
    for (let at = 0; !this.#stopping; at += 1) {
      yield {
        to: at % 3 === 2 ? { groupId } : { userId: targetId },
        clientMessageId: `message-${sender}-${at}`,
        body: `message ${at} of sender ${sender}`,
      };
    }
  }
}

async function connectOnce(gatewayUrl: string, token: string, deviceId: string): Promise<void> {
  const client = new WireClient(gatewayUrl);
  try {
    await Promise.race([
      once(client.socket, 'open'),
      once(client.socket, 'close').then(() => {
        throw new Error('refused');
      }),
    ]);
    await client.hello(token, deviceId);
  } finally {
    await client.close();
  }
}
