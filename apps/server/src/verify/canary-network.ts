import { setTimeout as sleep } from 'node:timers/promises';

import type { Message, Recipient } from '@microchat/client/protocol/frames';
import { RestClient } from '@microchat/client/rest';
import type { Position } from '@microchat/verifier/evidence';
import type { Outages } from '@microchat/verifier/outages';

import { CanaryDevice } from './canary-device.ts';
import type { TokenOf } from './canary-tokens.ts';

export interface CanaryConversation {
  readonly conversationId: string;
  /** The message with which it began to be watched: every device was told of it. */
  readonly after: Position;
  readonly members: readonly CanaryUser[];
  /** Reads as one of them. */
  readonly reader: RestClient;
  recipientFor(sender: CanaryUser): Recipient;
}

export interface CanaryUser {
  readonly userId: string;
  readonly devices: readonly CanaryDevice[];
}

export interface CanaryNetworkOptions {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly name: string;
  readonly pairs: number;
  readonly tokenOf: TokenOf;
  readonly outages: Outages;
  told(device: CanaryDevice, message: Message): void;
  stopped(device: CanaryDevice, error: Error): void;
}

const devicesPerUser = 2;
/** For all of it to be up. */
const openMsMax = 30_000;
const pollMs = 20;

/** The canary users, two devices each, all connected: pairs that chat, and a group of everybody. */
export class CanaryNetwork {
  readonly #options: CanaryNetworkOptions;
  readonly #users: readonly CanaryUser[];
  /** By device and conversation, the newest index. */
  readonly #toldThrough = new Map<string, number>();

  constructor(options: CanaryNetworkOptions) {
    this.#options = options;
    const userIds = Array.from({ length: 2 * options.pairs }, (_, at) => `${options.name}-${at + 1}`);
    this.#users = userIds.map((userId) => ({ userId, devices: this.#devicesOf(userId) }));
  }

  /** Connects, finds or makes the group, and sees that every device is told. @throws Error with a message for people */
  async open(): Promise<readonly CanaryConversation[]> {
    const { gatewayUrl, tokenOf } = this.#options;
    // A device that gets no token only keeps trying; here the reason is told.
    for (const { userId } of this.#users) await tokenOf(userId);
    const devices = this.#users.flatMap((user) => user.devices);
    await within(Promise.all(devices.map((device) => device.connect())), `no connection to ${gatewayUrl}`);
    const groupId = await this.#group();
    const pairs = Array.from({ length: this.#options.pairs }, (_, at) => this.#users.slice(2 * at, 2 * at + 2));
    return Promise.all([
      ...pairs.map((members) =>
        this.#begin(members, (sender) => ({
          userId: members.find((member) => member !== sender)?.userId ?? '',
        })),
      ),
      this.#begin(this.#users, () => ({ groupId })),
    ]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#users.flatMap(({ devices }) => devices.map((device) => device.close())));
  }

  #devicesOf(userId: string): CanaryDevice[] {
    const { gatewayUrl, tokenOf, outages, told, stopped } = this.#options;
    return Array.from(
      { length: devicesPerUser },
      (_, at) =>
        new CanaryDevice({
          gatewayUrl,
          userId,
          deviceId: `verify-${at + 1}`,
          token: () => tokenOf(userId),
          outages,
          told: (device, message) => {
            this.#toldThrough.set(`${device.name} ${message.conversationId}`, message.index);
            told(device, message);
          },
          stopped,
        }),
    );
  }

  #restOf({ userId }: CanaryUser): RestClient {
    return new RestClient({ url: this.#options.apiUrl, token: () => this.#options.tokenOf(userId) });
  }

  /** The group of an earlier run, if it has the same members. */
  async #group(): Promise<string> {
    const [owner, ...others] = this.#users;
    if (owner === undefined) throw new Error('no users');
    const rest = this.#restOf(owner);
    const wanted = this.#users.map(({ userId }) => userId).toSorted();
    for (const groupId of owner.devices[0]?.groupIds() ?? []) {
      const members = await rest.members(groupId);
      if (JSON.stringify(members.toSorted()) === JSON.stringify(wanted)) return groupId;
    }
    const memberIds = others.map(({ userId }) => userId);
    return (await rest.createGroup(`${this.#options.name} group`, memberIds)).groupId;
  }

  async #begin(
    members: readonly CanaryUser[],
    recipientFor: CanaryConversation['recipientFor'],
  ): Promise<CanaryConversation> {
    const [first] = members;
    const device = first?.devices[0];
    if (first === undefined || device === undefined) throw new Error('a conversation without members');
    const clientMessageId = `hello-${crypto.randomUUID()}`;
    const greeting = device.send(recipientFor(first), clientMessageId, AbortSignal.timeout(openMsMax));
    const after = await within(greeting, `${clientMessageId} of ${first.userId} was not acknowledged`);
    if (after === undefined) throw new Error(`${clientMessageId} of ${first.userId} was not acknowledged`);
    const { conversationId, index } = after;
    const deaf = () =>
      members
        .flatMap(({ devices }) => devices)
        .find(({ name }) => (this.#toldThrough.get(`${name} ${conversationId}`) ?? 0) < index);
    const deadlineMs = performance.now() + openMsMax;
    for (let missing = deaf(); missing !== undefined; missing = deaf()) {
      if (performance.now() > deadlineMs)
        throw new Error(`${missing.name} was not told a message of ${conversationId}`);
      await sleep(pollMs);
    }
    return { conversationId, after, members, reader: this.#restOf(first), recipientFor };
  }
}

async function within<Result>(work: Promise<Result>, otherwise: string): Promise<Result> {
  const done = new AbortController();
  const late = sleep(openMsMax, undefined, { signal: done.signal }).then(() => {
    throw new Error(`${otherwise} within ${openMsMax / 1_000} s`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
