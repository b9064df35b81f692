import { groupConversationId, singleConversationId } from '@microchat/core/ids';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import type { BenchClient } from '../load/bench-client.ts';
import { DeliveryJournal } from '../load/delivery-journal.ts';
import { elapse } from '../load/measure.ts';
import { SendTemplate } from '../load/send-template.ts';
import { type Route, Traffic } from '../load/traffic.ts';
import type { BenchOptions } from '../options.ts';
import { type BenchServer, createLargeGroup } from '../server/bench-server.ts';
import { connectAll, someAtATime } from '../server/members.ts';

const partnersEach = 10;
const groupShare = 0.1;
const groupMembersMin = 5;
const groupMembersMax = 300;
/** One group for so many users: with groups of 70 in the mean everybody is in three or four. */
const usersPerGroup = 20;
/** People read a part of what comes, and a read position covers what is before it. */
const readShare = 0.2;
/** Of all messages: somebody's device asks for its list. */
const syncShare = 0.01;
const heartbeatMs = 25_000;
const creatingMax = 4;
/** As the SDK acknowledges: packages/client/src/sync/bounds.ts. */
const ackFramesMax = 32;
const settleMs = 3_000;

export interface Mix {
  readonly traffic: Traffic;
  readonly journal: DeliveryJournal;
  readonly clients: readonly BenchClient[];
  readonly userIds: readonly string[];
  /** Of groups, for people to see what was run. */
  readonly groupSizes: readonly number[];
}

interface MixGroup {
  readonly groupId: string;
  readonly members: readonly number[];
}

/**
 * What people do: nine of ten messages to one of ten partners, one to a group of 5 to 300; read positions for a part of what
 * comes, a sync now and then, heartbeats, acknowledgements as the SDK sends them. Signals (typing) are not part of the product yet.
 */
export async function startMix(server: BenchServer, options: BenchOptions): Promise<Mix> {
  const random = new SeededRandom('mix');
  const userIds = Array.from({ length: options.users }, (_, at) => `user-${at}`);
  const clients = await connectAll(server, options.encoding, userIds, 'phone');
  for (const client of clients) client.ackFramesMax = ackFramesMax;
  const journal = new DeliveryJournal();
  const groups = await createGroups(server, userIds, random);
  await elapse(settleMs);
  for (const group of groups) await openGroup(clients, group, journal);
  await elapse(settleMs);
  const routes = new MixRoutes(options, userIds, groups, journal, random);
  const traffic: Traffic = new Traffic({
    clients,
    userIds,
    journal,
    nextRoute() {
      if (random.next() < syncShare) sync(clients, random);
      return routes.next();
    },
    received(member, conversationId, index) {
      if (random.next() < readShare) clients[member]?.send({ id: 1, read: { conversationId, index } });
    },
  });
  startHeartbeats(clients, traffic);
  return { traffic, journal, clients, userIds, groupSizes: groups.map(({ members }) => members.length) };
}

class MixRoutes {
  readonly #options: BenchOptions;
  readonly #userIds: readonly string[];
  readonly #groups: readonly MixGroup[];
  readonly #groupTemplates: readonly SendTemplate[];
  readonly #journal: DeliveryJournal;
  readonly #random: SeededRandom;
  readonly #singles = new Map<number, SendTemplate>();

  constructor(
    options: BenchOptions,
    userIds: readonly string[],
    groups: readonly MixGroup[],
    journal: DeliveryJournal,
    random: SeededRandom,
  ) {
    this.#options = options;
    this.#userIds = userIds;
    this.#groups = groups;
    this.#groupTemplates = groups.map(({ groupId }) => new SendTemplate(options.encoding, { groupId }, 'm-'));
    this.#journal = journal;
    this.#random = random;
  }

  next(): Route {
    const random = this.#random;
    if (random.next() >= groupShare) return this.#single();
    const at = random.integer(0, this.#groups.length - 1);
    const members = this.#groups[at]?.members ?? [];
    const sender = members[random.integer(0, members.length - 1)] ?? 0;
    return { sender, template: this.#groupTemplates[at] as SendTemplate };
  }

  #single(): Route {
    const users = this.#userIds.length;
    const sender = this.#random.integer(0, users - 1);
    const step = this.#random.integer(1, partnersEach);
    const pair = sender * partnersEach + step - 1;
    const known = this.#singles.get(pair);
    if (known !== undefined) return { sender, template: known };
    const partner = (sender + step) % users;
    const [senderId, userId] = [this.#userIds[sender] ?? '', this.#userIds[partner] ?? ''];
    this.#journal.open(singleConversationId(senderId, userId), [sender, partner], 0);
    const template = new SendTemplate(this.#options.encoding, { userId }, 'm-');
    this.#singles.set(pair, template);
    return { sender, template };
  }
}

function createGroups(server: BenchServer, userIds: readonly string[], random: SeededRandom): Promise<MixGroup[]> {
  const largest = Math.min(groupMembersMax, userIds.length);
  const planned = Array.from({ length: Math.max(1, Math.round(userIds.length / usersPerGroup)) }, () => {
    // As many groups of 5 to 10 as of 150 to 300.
    const size = Math.round(groupMembersMin * (largest / groupMembersMin) ** random.next());
    const first = random.integer(0, userIds.length - 1);
    return Array.from({ length: size }, (_, at) => (first + at) % userIds.length);
  });
  return someAtATime(planned, creatingMax, async (members) => ({
    groupId: await createLargeGroup(
      server,
      members.map((member) => userIds[member] ?? ''),
    ),
    members,
  }));
}

/** From the index of a first message on everybody gets everything: what is before it is about who joined. */
async function openGroup(
  clients: readonly BenchClient[],
  { groupId, members }: MixGroup,
  journal: DeliveryJournal,
): Promise<void> {
  const send = { to: { groupId }, clientMessageId: 'first', content: { text: { body: 'first' } } };
  const { sent } = (await clients[members[0] ?? 0]?.request({ send })) ?? {};
  if (!sent) throw new Error(`no first message in ${groupId}`);
  journal.open(groupConversationId(groupId), members, sent.index);
}

function sync(clients: readonly BenchClient[], random: SeededRandom): void {
  const client = clients[random.integer(0, clients.length - 1)];
  client?.send({ id: 2, sync: { cursor: client.cursor, limit: 100 } });
}

function startHeartbeats(clients: readonly BenchClient[], traffic: Traffic): void {
  let next = 0;
  traffic.every(heartbeatMs / clients.length, () => {
    const client = clients[next % clients.length];
    next += 1;
    client?.send({ ping: { cursor: client.cursor } });
  });
}
