import { firstSegment, type SegmentHead, successorOf } from '@microchat/core/conversation-log/segment';
import { type KvStore, kvLimits, type ReadRequest } from '@microchat/ports/kv-store';
import { rootColumns, rootKey, segmentHeadRow, segmentKey, segmentNumber } from './rows.ts';
import type { SegmentHints } from './segment-hints.ts';

/** Each search asks for at most two partitions a round. */
const searchesMax = kvLimits.multiReadMax / 2;
/** A hint is at most one segment off, unless others have been closing segments meanwhile. */
const roundsMax = 64;

/**
 * The newest segments of conversations, in the order asked; a segment that follows a closed one but has no entry yet is
 * among them, with the head of that one. Contains every append that resolved before the call: the store is asked each
 * time, in as few round trips as possible (one if the hints are right).
 */
export async function newestSegments(
  kv: KvStore,
  hints: SegmentHints,
  conversationIds: readonly string[],
): Promise<SegmentHead[]> {
  const searches = conversationIds.map((conversationId) => new NewestSearch(conversationId, hints.get(conversationId)));
  for (let round = 0; round < roundsMax; round += 1) {
    const unfinished = searches.filter((search) => search.found === undefined);
    if (unfinished.length === 0) break;
    for (let from = 0; from < unfinished.length; from += searchesMax) {
      await step(kv, unfinished.slice(from, from + searchesMax));
    }
  }
  return searches.map((search) => {
    if (search.found === undefined) throw new Error(`no newest segment after ${roundsMax} steps`);
    hints.set(search.conversationId, search.found.number);
    return search.found;
  });
}

async function step(kv: KvStore, searches: readonly NewestSearch[]): Promise<void> {
  const asked = searches.map((search) => search.next());
  const reads = await kv.multiRead(asked.flat());
  let place = 0;
  for (const [position, search] of searches.entries()) {
    const count = asked[position]?.length ?? 0;
    const [segment, root] = reads.slice(place, place + count);
    place += count;
    if (segment !== undefined) search.answer(segment.version === 0 ? undefined : segment.head, root?.values[0]);
  }
}

/** The way to the end of one conversation: from the hint forward over the links, or back if the hint was ahead. */
class NewestSearch {
  readonly conversationId: string;
  found: SegmentHead | undefined;
  #number: number;
  #isRootAsked: boolean;
  /** What the segment at `#number` begins with if it does not exist yet. */
  #successor: SegmentHead | undefined = undefined;

  constructor(conversationId: string, hint: number | undefined) {
    this.conversationId = conversationId;
    this.#number = hint ?? 1;
    this.#isRootAsked = hint !== undefined;
  }

  next(): ReadRequest[] {
    const segment = { key: segmentKey(this.conversationId, this.#number), columns: [] };
    if (this.#isRootAsked) return [segment];
    this.#isRootAsked = true;
    return [segment, { key: rootKey(this.conversationId), columns: [rootColumns.last] }];
  }

  answer(row: Uint8Array | undefined, root: Uint8Array | undefined): void {
    if (row === undefined) this.#absent();
    else this.#present(segmentHeadRow.decode(row), root);
  }

  #absent(): void {
    if (this.#successor !== undefined) this.found = this.#successor;
    else if (this.#number === 1) this.found = firstSegment;
    else this.#number -= 1;
  }

  #present(segment: SegmentHead, root: Uint8Array | undefined): void {
    if (!segment.isClosed) {
      this.found = segment;
      return;
    }
    const rootNumber = root === undefined ? 0 : segmentNumber.decode(root);
    if (rootNumber > segment.number + 1) {
      this.#number = rootNumber;
      return;
    }
    this.#successor = successorOf(segment);
    this.#number = segment.number + 1;
  }
}
