import { checkAcknowledgedIsStored } from './checkers/acknowledged-is-stored.ts';
import { checkCountsConverge } from './checkers/counts-converge.ts';
import { checkDevicesConverge } from './checkers/devices-converge.ts';
import { checkEntitlement } from './checkers/entitlement.ts';
import { checkHistories } from './checkers/histories-complete.ts';
import { knownDefectOf } from './checkers/known-defects.ts';
import { checkLogIsOrdered } from './checkers/log-is-ordered.ts';
import { checkOwnListsConverge } from './checkers/own-lists-converge.ts';
import { writeEverywhere } from './checkers/probe.ts';
import type { Violation } from './checkers/violation.ts';
import type { Stage } from './stage.ts';

const convergeMsMax = 60_000;
/** Within this every heartbeat notices that its connection is dead, and the devices are back. */
const silenceNoticedMs = 20_000;
/** A push takes less, and most heartbeats take longer. */
const pushMsMax = 1_000;
const scrollMsMax = 30_000;
const checkEveryMs = 500;

/** What follows healing: everything converges, histories can be read, messages come by push; then the books are closed. */
export class LivenessPhase {
  readonly #stage: Stage;
  readonly #isStrict: boolean;
  #convergedAtMs = 0;

  constructor(stage: Stage, isStrict: boolean) {
    this.#stage = stage;
    this.#isStrict = isStrict;
  }

  /** Adds what it finds to the stage's violations. Answers when everything was everywhere. */
  async run(): Promise<number> {
    const { evidence, queues, violations, world } = this.#stage;
    const open = (await this.#converge()) ?? (await this.#scrollEverywhere()) ?? (await this.#probe());
    violations.push(
      ...(open ?? []),
      ...checkAcknowledgedIsStored(evidence),
      ...checkLogIsOrdered(evidence),
      ...checkEntitlement(evidence),
      ...queues.check(),
    );
    this.#countKnown(await this.#differences());
    world.time.note('end');
    return this.#convergedAtMs;
  }

  /** Undefined as soon as everything is everywhere; else what still was not after a while. */
  async #converge(): Promise<Violation[] | undefined> {
    const { time } = this.#stage.world;
    const deadlineMs = time.nowMs + convergeMsMax;
    let open: Violation[] = [];
    do {
      await time.runUntil(Math.min(deadlineMs, time.nowMs + checkEveryMs));
      this.#stage.violations.push(...this.#stage.positions.check());
      if (this.#stage.violations.length > 0) return [];
      open = this.#unknownAmong(await this.#differences());
      if (!this.#stage.cluster.isUp) open.push({ invariant: 'live', details: 'a process does not come up' });
    } while (open.length > 0 && time.nowMs < deadlineMs);
    this.#convergedAtMs = time.nowMs;
    return open.length > 0 ? open : undefined;
  }

  async #differences(): Promise<Violation[]> {
    const { evidence } = this.#stage;
    return [
      ...(await checkDevicesConverge(evidence)),
      ...checkCountsConverge(evidence),
      ...(await checkOwnListsConverge(evidence)),
    ];
  }

  #unknownAmong(violations: readonly Violation[]): Violation[] {
    return violations.filter((violation) => this.#isStrict || knownDefectOf(violation) === undefined);
  }

  /** When the last silent connection has been given up, messages must come by themselves. */
  async #probe(): Promise<Violation[] | undefined> {
    const { time } = this.#stage.world;
    await time.runUntil(time.nowMs + silenceNoticedMs);
    const open = await this.#converge();
    if (open !== undefined) return open;
    writeEverywhere(this.#stage.evidence, this.#stage.people);
    await time.runUntil(time.nowMs + pushMsMax);
    const late = (await checkDevicesConverge(this.#stage.evidence)).map(
      ({ details }): Violation => ({ invariant: 'live', details: `no push: ${details}` }),
    );
    this.#countKnown(late);
    const unknown = this.#unknownAmong(late);
    return unknown.length === 0 ? undefined : unknown;
  }

  #countKnown(violations: readonly Violation[]): void {
    const { table } = this.#stage.world.faults;
    const known = new Set(violations.map(knownDefectOf));
    for (const defect of known) if (defect !== undefined) table.fired(`known defect: ${defect.name}`);
  }

  /** People who get an error scroll again. */
  async #scrollEverywhere(): Promise<Violation[] | undefined> {
    const { time } = this.#stage.world;
    const deadlineMs = time.nowMs + scrollMsMax;
    let problem = 'not in time';
    while (time.nowMs < deadlineMs) {
      let found: Violation[] | undefined;
      let hasFailed = false;
      checkHistories(this.#stage.evidence).then(
        (violations) => {
          found = violations;
        },
        (error: unknown) => {
          hasFailed = true;
          problem = String(error);
        },
      );
      await time.runUntil(deadlineMs, () => found !== undefined || hasFailed);
      if (found !== undefined) {
        const unknown = this.#unknownAmong(found);
        return unknown.length === 0 ? undefined : unknown;
      }
      await time.runUntil(time.nowMs + checkEveryMs);
    }
    return [{ invariant: 'live', details: `histories could not be read: ${problem}` }];
  }
}
