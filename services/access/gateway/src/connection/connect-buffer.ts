import { groupConversationId } from '@microchat/core/ids';
import type { OutboundFrame } from '../outbound/outbound-frame.ts';

/** What happens to a connection between its hello and its welcome. Its bounds are the session's. */
export class ConnectBuffer {
  #frames: OutboundFrame[] = [];
  readonly #removals = new Map<string, number>();

  keep(frame: OutboundFrame): void {
    this.#frames.push(frame);
  }

  /** Overflow: the frames are given up, a hint will stand in for them. */
  clear(): void {
    this.#frames = [];
  }

  /**
   * An entry removed the user from a group. Without knowing where the membership began, nothing that was kept of the
   * group can be shown; the welcome says that the user has left.
   */
  removedFrom(groupId: string, index: number, visibleFrom: number | undefined): void {
    this.#removals.set(groupId, index);
    this.hideBelow(groupId, visibleFrom || Number.POSITIVE_INFINITY);
  }

  /** Index of the last entry that removed the user from the group. */
  removalFrom(groupId: string): number | undefined {
    return this.#removals.get(groupId);
  }

  /** The user may not see entries of the group below this index. */
  hideBelow(groupId: string, index: number): void {
    const conversationId = groupConversationId(groupId);
    this.#frames = this.#frames.filter(
      ({ range }) => range?.conversationId !== conversationId || range.toIndex >= index,
    );
  }

  /** In the order they came. */
  takeFrames(): OutboundFrame[] {
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }
}
