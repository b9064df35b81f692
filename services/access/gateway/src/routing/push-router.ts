import { parseConversationId } from '@microchat/core/ids';
import type { DeviceConnected__Output } from '@microchat/proto/microchat/logic/v1/DeviceConnected';
import type { PushReply } from '@microchat/proto/microchat/logic/v1/PushReply';
import type { PushRequest__Output } from '@microchat/proto/microchat/logic/v1/PushRequest';
import { messageFrames, stateFrame } from '../outbound/notify-frames.ts';
import type { OutboundFrame } from '../outbound/outbound-frame.ts';
import type { GroupTables } from './group-tables.ts';
import type { Receiver } from './receiver.ts';
import type { UserTable } from './user-table.ts';

const userPrefix = 'u:';
const groupPrefix = 'g:';

/** Brings a push to this worker's connections: each frame is made once, whatever their number. */
export class PushRouter {
  readonly #users: UserTable;
  readonly #groups: GroupTables;

  constructor(users: UserTable, groups: GroupTables) {
    this.#users = users;
    this.#groups = groups;
  }

  /** Frames are in the outboxes when it returns, except those behind a gap, which wait for what is missing. */
  push(request: PushRequest__Output): PushReply {
    if (request.deviceConnected !== null) return { superseded: this.#loggedIn(request.deviceConnected) };
    if (request.userRevoked !== null) {
      const { userId, revocationVersion } = request.userRevoked;
      this.#users.revokeBelow(userId, revocationVersion);
    } else if (request.deviceKicked !== null) this.#users.kick(request.deviceKicked.userId, request.deviceKicked);
    else this.#deliver(request);
    return {};
  }

  #deliver(request: PushRequest__Output): void {
    const conversation = parseConversationId(request.conversationId);
    if (conversation?.type !== 'GROUP') {
      this.#offer(request.topics, messageFrames(request.conversationId, request.entries));
    } else if (request.entries.length > 0) this.#groups.take(conversation.groupId, request.entries);
    const state = stateFrame(request.receipts, request.conversations);
    if (state !== undefined) this.#offer(request.topics, [state]);
  }

  #loggedIn(told: DeviceConnected__Output): boolean {
    return this.#users.loggedIn({ ...told, isOnlyOnPlatform: told.platform !== '' });
  }

  #offer(topics: readonly string[], frames: readonly OutboundFrame[]): void {
    if (frames.length === 0) return;
    for (const receiver of this.#receiversOf(topics)) for (const frame of frames) receiver.offer(frame);
  }

  /** Every connection of any of the topics, once. */
  #receiversOf(topics: readonly string[]): ReadonlySet<Receiver> {
    const receivers = new Set<Receiver>();
    for (const topic of topics) for (const receiver of this.#receiversOfTopic(topic)) receivers.add(receiver);
    return receivers;
  }

  #receiversOfTopic(topic: string): Iterable<Receiver> {
    if (topic.startsWith(userPrefix)) return this.#users.connectionsOf(topic.slice(userPrefix.length));
    if (topic.startsWith(groupPrefix)) return this.#groups.receivers(topic.slice(groupPrefix.length));
    return [];
  }
}
