import type { MicroChatError } from '@microchat/client/errors';
import type { Recipient } from '@microchat/client/protocol/frames';
import { membership } from '@microchat/membership/contract';
import { messaging } from '@microchat/messaging/contract';
import { encodeCanonicalContent } from '@microchat/protocol/content';
import type { Client } from '@microchat/rpc/service-contract';
import type { MembershipDefinition } from '@microchat/membership/contract';
import type { MessagingDefinition } from '@microchat/messaging/contract';
import { type UserStoreDefinition, userStore } from '@microchat/user-store/contract';
import type { Acknowledgement, History } from '../checkers/history.ts';
import type { Device } from '../clients/device.ts';
import type { NodeClients } from '../cluster/node-clients.ts';
import type { Life } from '../world/life.ts';

export interface PeopleOptions {
  readonly history: History;
  readonly clients: NodeClients;
  readonly life: Life;
  acknowledged(acknowledgement: Acknowledgement): void;
}

const retryMs = 300;
const attemptsMax = 60;

/** What people do: through their devices, or through the API as other programs do for them. */
export class People {
  readonly #options: PeopleOptions;
  readonly #messaging: Client<MessagingDefinition>;
  readonly #membership: Client<MembershipDefinition>;
  readonly #userStore: Client<UserStoreDefinition>;
  #messages = 0;

  constructor(options: PeopleOptions) {
    this.#options = options;
    this.#messaging = options.clients.client(messaging);
    this.#membership = options.clients.client(membership);
    this.#userStore = options.clients.client(userStore);
  }

  async signUp(userId: string): Promise<void> {
    await this.#untilAnswered(() => this.#userStore.ensureUser({ userId }));
  }

  /** From a device, by the SDK: it repeats until it is answered. */
  async send(device: Device, to: Recipient, padding = ''): Promise<void> {
    const { userId: senderId } = device;
    const clientMessageId = device.newId();
    const body = this.#nextBody(padding);
    this.#options.history.attempts.push({ senderId, clientMessageId, body });
    try {
      const sent = await device.client.send(to, { text: { body } }, { clientMessageId });
      this.#acknowledge({ senderId, clientMessageId, body, ...sent });
    } catch (error) {
      // Refused, timed out, or the app was closed: nothing was promised.
      void (error as MicroChatError);
    }
  }

  /** As a REST caller does: the same clientMessageId until there is an answer. */
  async sendByApi(senderId: string, to: Recipient): Promise<void> {
    const body = this.#nextBody('');
    const clientMessageId = `api-${this.#messages}`;
    this.#options.history.attempts.push({ senderId, clientMessageId, body });
    const content = encodeCanonicalContent({ text: { body } });
    const sent = await this.#untilAnswered(() =>
      this.#messaging.send({ userId: senderId, deviceId: '', to, clientMessageId, content }),
    );
    if (sent === undefined) return;
    const { conversationId, messageId, index } = sent;
    this.#acknowledge({ senderId, clientMessageId, body, conversationId, messageId, index });
  }

  async createGroup(actorId: string, memberIds: readonly string[]): Promise<string | undefined> {
    const name = `group of ${actorId}`;
    const reply = await this.#membership
      .createGroup({ actorId, name, memberIds: [...memberIds] })
      .catch(() => undefined);
    if (reply !== undefined) this.#options.history.groupIds.push(reply.groupId);
    return reply?.groupId;
  }

  async addMember(actorId: string, groupId: string, userId: string): Promise<void> {
    await this.#untilAnswered(() => this.#membership.addMembers({ actorId, groupId, userIds: [userId] }));
  }

  async removeMember(actorId: string, groupId: string, userId: string): Promise<void> {
    await this.#untilAnswered(() => this.#membership.removeMember({ actorId, groupId, userId }));
  }

  #acknowledge(acknowledgement: Acknowledgement): void {
    this.#options.history.acknowledged.push(acknowledgement);
    this.#options.acknowledged(acknowledgement);
  }

  #nextBody(padding: string): string {
    this.#messages += 1;
    return `message ${this.#messages}${padding}`;
  }

  /** Repeats what passes (no connection, time-outs, busy); undefined when it was refused or took too long. */
  async #untilAnswered<Reply>(call: () => Promise<Reply>): Promise<Reply | undefined> {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        const { code } = error as { code?: string };
        if (code !== 'UNAVAILABLE' && code !== 'DEADLINE_EXCEEDED' && code !== 'RESOURCE_EXHAUSTED') return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#options.life.after(retryMs, resolve);
      });
    }
    return undefined;
  }
}
