import type { Conversation } from '@microchat/client/conversation';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { History } from '../checkers/history.ts';
import type { Screens } from '../checkers/screens.ts';
import type { Device } from '../clients/device.ts';
import type { World } from '../world/world.ts';

export interface OwnListsOptions {
  readonly world: World;
  readonly history: History;
  readonly screens: Screens;
  readonly devices: readonly Device[];
  /** Milliseconds between two changes, on average. */
  readonly intervalMs: number;
}

/** Most people look at their newest messages only. */
const screenful = 10;
const clearChance = 0.08;
const deletionsMax = 3;

/**
 * People changing their own lists, on whichever of their devices: wishes, drafts, messages deleted and histories cleared.
 * Nobody repeats what fails. With a stream of its own, so that what else people do stays the same.
 */
export class OwnLists {
  readonly #options: OwnListsOptions;
  readonly #random: SeededRandom;
  #drafts = 0;

  constructor(options: OwnListsOptions) {
    this.#options = options;
    this.#random = options.world.random.fork('own lists');
  }

  /** Goes on until `endMs`. */
  start(endMs: number): void {
    const { world, intervalMs, devices } = this.#options;
    const delayMs = this.#random.next() * 2 * intervalMs;
    if (world.time.nowMs + delayMs >= endMs) return;
    world.time.schedule(delayMs, '', () => {
      const device = this.#random.pick(devices);
      if (device.isRunning) this.#change(device);
      this.start(endMs);
    });
  }

  #change(device: Device): void {
    const conversations = device.client.conversations({ hidden: true });
    if (conversations.length === 0) return;
    const conversation = this.#random.pick(conversations);
    const change = this.#random.chance(0.5) ? this.#wish(device, conversation) : this.#hide(device, conversation);
    // Offline, timed out, or the app was closed: the device did not change its list, or will hear that it did.
    change.catch(() => undefined);
  }

  #wish({ client }: Device, { conversationId, muted, pinned, hidden }: Conversation): Promise<void> {
    this.#drafts += 1;
    const wishes = [
      { muted: !muted },
      { pinned: !pinned },
      { hidden: !hidden },
      { markedUnread: true },
      { draft: `draft ${this.#drafts}` },
      { draft: '' },
    ];
    return client.updateConversation(conversationId, this.#random.pick(wishes));
  }

  async #hide(device: Device, { conversationId }: Conversation): Promise<void> {
    const { client, userId } = device;
    const { screens, history } = this.#options;
    const { messages } = screens.of(device, conversationId);
    const seen = messages.slice(-screenful).map(({ index }) => index);
    if (seen.length === 0) return;
    if (this.#random.chance(clearChance)) {
      const through = this.#random.pick(seen);
      await client.clearHistory(conversationId, through);
      history.hidden.push({ userId, conversationId, indexes: [through] });
      return;
    }
    const count = this.#random.integer(1, deletionsMax);
    const indexes = Array.from({ length: count }, () => this.#random.pick(seen));
    await client.deleteMessages(conversationId, indexes);
    history.hidden.push({ userId, conversationId, indexes });
  }
}
