import { retryDelayMs, type SyncBounds } from './bounds.ts';
import { abandonHoles, announce, newestHole, type Announcement } from './conversation-state.ts';
import type { ConversationTable } from './conversation-table.ts';
import { stepFetch, type FetchEvent } from './fetch.ts';
import type { StepOutput } from './step-output.ts';

/** Finds out what is missing and has it pulled: newest hole first, one pull a conversation, a few at once. */
export class HoleFiller {
  readonly #table: ConversationTable;
  readonly #bounds: SyncBounds;
  /** Conversations with a hole, waiting for a pull; first come, first served. */
  readonly #wanted = new Set<string>();
  /** Pulls under way: id -> conversation. */
  readonly #pulls = new Map<number, string>();
  #nextPullId = 1;

  constructor(table: ConversationTable, bounds: SyncBounds) {
    this.#table = table;
    this.#bounds = bounds;
    for (const { conversationId } of table.all()) this.#step(conversationId, { type: 'looked' });
  }

  /** After new knowledge: announces what became contiguous, and looks what is missing. */
  settle(conversationId: string, output: StepOutput): void {
    const state = this.#table.get(conversationId);
    if (state === undefined) return;
    const announced = announce(state, this.#bounds.fillMessagesMax);
    this.#table.put(announced.state, output);
    announceAll(conversationId, announced.announcements, output);
    this.#step(conversationId, { type: 'looked' }, output);
  }

  /** `progress`: the page brought something. Pages of pulls that were given up count for nothing here. */
  pageCame(pullId: number, progress: boolean, output: StepOutput): void {
    const conversationId = this.#end(pullId);
    if (conversationId !== undefined) this.#step(conversationId, { type: 'pageCame', progress }, output);
  }

  pullFailed(pullId: number, retryable: boolean, retryAfterMs: number, output: StepOutput): void {
    const conversationId = this.#end(pullId);
    const state = conversationId === undefined ? undefined : this.#table.get(conversationId);
    if (conversationId === undefined || state === undefined) return;
    if (!retryable) {
      const abandoned = abandonHoles(state);
      this.#table.put(abandoned.state, output);
      announceAll(conversationId, abandoned.announcements, output);
    }
    this.#step(conversationId, { type: 'failed' }, output, retryAfterMs);
  }

  pauseOver(conversationId: string): void {
    this.#step(conversationId, { type: 'pauseOver' });
  }

  /** Pulls under way for it count for nothing. */
  forget(conversationId: string): void {
    this.#wanted.delete(conversationId);
    for (const [pullId, pulled] of this.#pulls) if (pulled === conversationId) this.#pulls.delete(pullId);
  }

  disconnected(): void {
    this.#pulls.clear();
    for (const { conversationId, fetch } of this.#table.all()) {
      if (fetch.phase === 'pulling' || fetch.phase === 'pausing') this.#step(conversationId, { type: 'disconnected' });
    }
  }

  /** Starts as many pulls as may be under way. */
  startPulls(output: StepOutput): void {
    for (const conversationId of this.#wanted) {
      if (this.#pulls.size >= this.#bounds.pullsInFlightMax) return;
      this.#step(conversationId, { type: 'started' }, output);
      const fetch = this.#table.get(conversationId)?.fetch;
      if (fetch?.phase !== 'pulling') continue;
      const pullId = this.#nextPullId;
      this.#nextPullId += 1;
      this.#pulls.set(pullId, conversationId);
      const { from, to } = fetch.range;
      const limit = Math.min(this.#bounds.pullLimit, to - from + 1);
      output.add({ type: 'pull', pullId, pull: { conversationId, afterIndex: from - 1, beforeIndex: to + 1, limit } });
    }
  }

  #end(pullId: number): string | undefined {
    const conversationId = this.#pulls.get(pullId);
    this.#pulls.delete(pullId);
    return conversationId;
  }

  #step(conversationId: string, event: FetchEvent, output?: StepOutput, retryAfterMs = 0): void {
    const state = this.#table.get(conversationId);
    if (state === undefined) return;
    const fetch = stepFetch(state.fetch, event, newestHole(state));
    if (fetch.phase === 'wanted') this.#wanted.add(conversationId);
    else this.#wanted.delete(conversationId);
    if (fetch.phase === 'pausing' && state.fetch.phase !== 'pausing') {
      const delayMs = retryDelayMs(this.#bounds, fetch.attempt, retryAfterMs);
      output?.add({ type: 'timer', timer: { name: 'pull', conversationId }, delayMs });
    }
    this.#table.putFetch({ ...state, fetch });
  }
}

function announceAll(conversationId: string, announcements: readonly Announcement[], output: StepOutput): void {
  for (const { type, range } of announcements) {
    const span = { conversationId, fromIndex: range.from, toIndex: range.to };
    output.announce(type === 'gap' ? { type: 'gap', ...span } : { type: 'messages', ...span });
  }
}
