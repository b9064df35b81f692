import type { Acknowledged, Position, StoredEntry, Told } from './evidence.ts';
import { judgeAcknowledged, judgeDoubled } from './judge-acknowledged.ts';
import { judgeLog } from './judge-log.ts';
import { judgeTold } from './judge-told.ts';
import type { Problem } from './problem.ts';

/** Entries that are kept to compare with. A device that is further behind, or a double that comes later, is not followed. */
const entriesKept = 10_000;

interface Following {
  /** The device was told everything up to here, or it was said what not. */
  throughIndex: number;
  /** Not compared yet. */
  told: Told[];
}

interface Promised {
  readonly acknowledged: Acknowledged;
  readonly atMs: number;
}

/**
 * Judges one conversation piece by piece, for as long as it goes on: the history as it grows, what senders were promised and
 * what devices were told. It begins behind `after`; what was before is not looked at.
 */
export class ConversationJudge {
  readonly conversationId: string;
  readonly #after: Position;
  #entries: StoredEntry[] = [];
  #promised: Promised[] = [];
  readonly #devices: ReadonlyMap<string, Following>;
  #through: Position;
  #acknowledgedCount = 0;
  #storedCount = 0;

  constructor(conversationId: string, after: Position, deviceIds: readonly string[]) {
    this.conversationId = conversationId;
    this.#after = after;
    this.#through = after;
    this.#devices = new Map(deviceIds.map((deviceId) => [deviceId, { throughIndex: after.index, told: [] }]));
  }

  /** The last entry that was judged: the history is to be read behind it. */
  get through(): Position {
    return this.#through;
  }

  get acknowledgedCount(): number {
    return this.#acknowledgedCount;
  }

  get storedCount(): number {
    return this.#storedCount;
  }

  /** Whether every device was told everything that is in the log. */
  get isFollowed(): boolean {
    return [...this.#devices.values()].every(({ throughIndex }) => throughIndex >= this.#through.index);
  }

  acknowledged(acknowledged: Acknowledged, atMs: number): void {
    this.#acknowledgedCount += 1;
    this.#promised.push({ acknowledged, atMs });
  }

  told(deviceId: string, told: Told): void {
    if (told.index > this.#after.index) this.#devices.get(deviceId)?.told.push(told);
  }

  /**
   * The history behind `through`, oldest first, up to its end.
   * @param readFromMs when its reading began: what was acknowledged before must be there
   */
  stored(entries: readonly StoredEntry[], readFromMs: number): Problem[] {
    const problems = judgeLog(entries, this.#through);
    const known = this.#entries;
    this.#entries = [...known, ...entries];
    this.#through = entries.at(-1) ?? this.#through;
    this.#storedCount += entries.length;
    const doubled = judgeDoubled(this.#entries);
    if (doubled.length > 0) problems.push(...doubled.slice(judgeDoubled(known).length));
    problems.push(...this.#judgePromises(readFromMs));
    for (const [deviceId, following] of this.#devices) problems.push(...this.#judgeDevice(deviceId, following));
    problems.push(...this.#forgetOldest());
    return problems.map((problem) => this.#named(problem));
  }

  /** At the end, when everybody had time enough: what devices were not told. */
  finish(): Problem[] {
    return [...this.#devices]
      .flatMap(([deviceId, following]) => this.#compare(deviceId, following, this.#through.index))
      .map((problem) => this.#named(problem));
  }

  /** Who was not told by now what is forgotten never was. */
  #forgetOldest(): Problem[] {
    const newestForgotten = this.#entries.at(-entriesKept - 1);
    if (newestForgotten === undefined) return [];
    const behind = [...this.#devices].filter(([, { throughIndex }]) => throughIndex < newestForgotten.index);
    const problems = behind.flatMap(([deviceId, following]) =>
      this.#compare(deviceId, following, newestForgotten.index),
    );
    this.#entries = this.#entries.slice(-entriesKept);
    return problems;
  }

  #judgePromises(readFromMs: number): Problem[] {
    const isDue = ({ acknowledged, atMs }: Promised) => atMs <= readFromMs || acknowledged.index <= this.#through.index;
    const due = this.#promised.filter(isDue).map(({ acknowledged }) => acknowledged);
    this.#promised = this.#promised.filter((promised) => !isDue(promised));
    return judgeAcknowledged(this.#entries, due);
  }

  #judgeDevice(deviceId: string, following: Following): Problem[] {
    const told = following.told.filter(({ index }) => index <= this.#through.index);
    return this.#compare(deviceId, following, Math.max(following.throughIndex, ...told.map(({ index }) => index)));
  }

  #compare(deviceId: string, following: Following, untilIndex: number): Problem[] {
    const isDue = ({ index }: Position) => index <= untilIndex;
    const told = following.told.filter(isDue);
    const expected = this.#entries.filter((entry) => entry.index > following.throughIndex && isDue(entry));
    const problems = judgeTold(
      expected,
      told.filter(({ index }) => index > following.throughIndex),
    );
    // Told again, or after it was missed.
    for (const { index } of told.filter((one) => one.index <= following.throughIndex)) {
      problems.push({ kind: 'doubled', what: `index ${index} was told behind its place, or twice` });
    }
    following.told = following.told.filter((one) => !isDue(one));
    following.throughIndex = Math.max(following.throughIndex, untilIndex);
    return problems.map(({ kind, what }) => ({ kind, what: `${deviceId}: ${what}` }));
  }

  #named({ kind, what }: Problem): Problem {
    return { kind, what: `${this.conversationId}: ${what}` };
  }
}
