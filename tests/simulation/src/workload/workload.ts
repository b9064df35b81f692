import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Screens } from '../checkers/screens.ts';
import type { Device } from '../clients/device.ts';
import type { World } from '../world/world.ts';
import type { People } from './people.ts';

export interface WorkloadOptions {
  readonly world: World;
  readonly people: People;
  readonly screens: Screens;
  readonly devices: readonly Device[];
  /** Milliseconds between two actions, on average. */
  readonly intervalMs: number;
}

const groupsMax = 3;
/** What people do, and how often: weights. */
const habits = {
  sendToUser: 30,
  sendToGroup: 30,
  burst: 4,
  sendByApi: 12,
  read: 14,
  createGroup: 3,
  addMember: 4,
  removeMember: 3,
  leave: 2,
} as const;
type Habit = keyof typeof habits;

const screenful = 10;
/** More than `unackedFramesMax` of the simulations' bounds. */
const burstSize = 30;
/** Makes frames of a burst large enough to fill outboxes. */
const burstPadding = ' and so on'.repeat(60);

/** People doing things, one after the other at random times, some of them at once. */
export class Workload {
  readonly #options: WorkloadOptions;
  readonly #random: SeededRandom;
  readonly #userIds: readonly string[];
  /** Who created which group. */
  readonly #owners = new Map<string, string>();

  constructor(options: WorkloadOptions) {
    this.#options = options;
    this.#random = options.world.random.fork('workload');
    this.#userIds = [...new Set(options.devices.map(({ userId }) => userId))];
  }

  /** Goes on until `endMs`; what was begun by then goes on. */
  start(endMs: number): void {
    const { world, intervalMs } = this.#options;
    const delayMs = this.#random.next() * 2 * intervalMs;
    if (world.time.nowMs + delayMs >= endMs) return;
    world.time.schedule(delayMs, '', () => {
      this.#act(this.#pickHabit());
      this.start(endMs);
    });
  }

  #act(habit: Habit): void {
    const { people, devices } = this.#options;
    const device = this.#random.pick(devices);
    const userId = this.#random.pick(this.#userIds);
    const groupId = this.#group();
    switch (habit) {
      case 'createGroup':
        if (this.#owners.size < groupsMax) void this.#createGroup(device.userId);
        return;
      case 'sendByApi':
        return void people.sendByApi(device.userId, groupId === undefined ? { userId } : { groupId });
      case 'read':
        return this.#read(device);
      case 'addMember':
        return void (groupId && people.addMember(this.#ownerOf(groupId), groupId, userId));
      case 'removeMember':
        return void (groupId && people.removeMember(this.#ownerOf(groupId), groupId, userId));
      case 'leave':
        return void (groupId && people.removeMember(userId, groupId, userId));
      default:
        if (device.isRunning) this.#send(device, habit, userId, groupId);
    }
  }

  #send(device: Device, habit: Habit, userId: string, groupId: string | undefined): void {
    const { people } = this.#options;
    const to = habit === 'sendToUser' || groupId === undefined ? { userId } : { groupId };
    if (habit !== 'burst') return void people.send(device, to);
    for (let count = 0; count < burstSize; count += 1) void people.send(device, to, burstPadding);
  }

  async #createGroup(ownerId: string): Promise<void> {
    const memberIds = this.#userIds.filter(() => this.#random.chance(0.6));
    const groupId = await this.#options.people.createGroup(ownerId, memberIds);
    if (groupId !== undefined) this.#owners.set(groupId, ownerId);
  }

  #read(device: Device): void {
    if (!device.isRunning) return;
    const conversations = device.client.conversations();
    if (conversations.length === 0) return;
    const { conversationId } = this.#random.pick(conversations);
    // People read what they see.
    const { messages } = this.#options.screens.of(device, conversationId);
    if (messages.length === 0) return;
    const { index } = this.#random.pick(messages.slice(-screenful));
    device.client.markRead(conversationId, index).catch(() => undefined);
  }

  #group(): string | undefined {
    const groups = [...this.#owners.keys()];
    return groups.length === 0 ? undefined : this.#random.pick(groups);
  }

  #ownerOf(groupId: string): string {
    return this.#owners.get(groupId) ?? '';
  }

  #pickHabit(): Habit {
    const names = Object.keys(habits) as Habit[];
    let rest = this.#random.next() * names.reduce((sum, name) => sum + habits[name], 0);
    for (const name of names) {
      rest -= habits[name];
      if (rest < 0) return name;
    }
    return 'sendToUser';
  }
}
