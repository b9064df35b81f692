import { setTimeout as sleep } from 'node:timers/promises';

import { MicroChatClient } from '@microchat/client/client';
import { MicroChatError } from '@microchat/client/errors';
import type { Message, Recipient, Sent } from '@microchat/client/protocol/frames';
import type { Outages } from '@microchat/verifier/outages';

export interface CanaryDeviceOptions {
  readonly gatewayUrl: string;
  readonly userId: string;
  readonly deviceId: string;
  token(): Promise<string>;
  readonly outages: Outages;
  told(device: CanaryDevice, message: Message): void;
  /** It will not come back by itself. */
  stopped(device: CanaryDevice, error: Error): void;
}

/** Whatever an outage has held back is to be told, not skipped; and memory is to stay bounded. */
const syncBounds = { fillMessagesMax: 5_000, heldPerConversationMax: 10_000, heldMax: 50_000 };

/** After the SDK gave a message up, which it does after a minute. */
const retryMs = 1_000;

/** One device of a canary user, which connects, reconnects and follows as the SDK does. */
export class CanaryDevice {
  readonly userId: string;
  /** Unique among all devices here. */
  readonly name: string;
  readonly #client: MicroChatClient;

  constructor(options: CanaryDeviceOptions) {
    const { gatewayUrl, userId, deviceId, outages } = options;
    const name = `${userId}/${deviceId}`;
    this.userId = userId;
    this.name = name;
    this.#client = new MicroChatClient({
      url: gatewayUrl,
      token: () => options.token(),
      deviceId,
      // A deployment may allow one login a platform only.
      platform: deviceId,
      sync: syncBounds,
      // One slow answer must not make the messages behind it look late.
      sendsPerRecipientMax: 16,
    });
    this.#client.on('message', (message) => options.told(this, message));
    this.#client.on('status', (status) => {
      if (status.state === 'online') outages.regained(name, performance.now());
      else outages.lost(name, performance.now());
      if (status.state === 'stopped') options.stopped(this, status.error);
    });
  }

  connect(): Promise<void> {
    return this.#client.connect();
  }

  /** Ids of the groups that the user is a member of. */
  groupIds(): string[] {
    return this.#client.conversations().flatMap(({ groupId, left }) => (groupId === '' || left ? [] : [groupId]));
  }

  /** Repeats under the same id whatever may be repeated, until `signal`. Rejects with a refusal that is final. */
  async send(to: Recipient, clientMessageId: string, signal: AbortSignal): Promise<Sent | undefined> {
    for (;;) {
      try {
        return await this.#client.send(to, { text: { body: `canary ${clientMessageId}` } }, { clientMessageId });
      } catch (error) {
        if (signal.aborted) return undefined;
        if (!(error instanceof MicroChatError) || !error.retryable) throw error;
        await sleep(retryMs);
      }
    }
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
