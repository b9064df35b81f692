import { LivenessPhase } from './liveness-phase.ts';
import type { Mutation } from './mutations/mutation.ts';
import { planOf } from './plan.ts';
import type { Violation } from './checkers/violation.ts';
import { Stage } from './stage.ts';
import { Chaos } from './workload/chaos.ts';
import { OwnLists } from './workload/own-lists.ts';
import { Workload } from './workload/workload.ts';
import type { FaultTable } from './world/fault-table.ts';

const startMsMax = 30_000;
const checkEveryMs = 500;

export interface SimulationResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly digest: string;
  readonly faults: FaultTable;
  readonly tail: readonly string[];
  readonly acknowledged: number;
  /** Virtual milliseconds from healing to convergence. */
  readonly convergedAfterMs: number;
  /** Most bytes that waited for one client. */
  readonly outboxBytesMost: number;
  readonly events: number;
}

export interface SimulationOptions {
  readonly mutation?: Mutation;
  /** Known defects count as violations. Default false: they are only counted. */
  readonly isStrict?: boolean;
}

/** One whole MicroChat for a seed: a phase with faults, healing, and a phase in which everything has to converge. */
export class Simulation {
  readonly #stage: Stage;
  readonly #isStrict: boolean;

  constructor(seed: number, { mutation, isStrict = false }: SimulationOptions = {}) {
    this.#stage = new Stage(seed, planOf(seed), mutation);
    this.#isStrict = isStrict;
  }

  async run(): Promise<SimulationResult> {
    const { world, cluster, evidence, people, queues, violations } = this.#stage;
    cluster.start();
    await world.time.runUntil(startMsMax, () => cluster.isUp);
    for (const { userId } of evidence.devices) void people.signUp(userId);
    for (const device of evidence.devices) device.start();
    await this.#safetyPhase();
    const healedMs = world.time.nowMs;
    const convergedAtMs = await new LivenessPhase(this.#stage, this.#isStrict).run();
    return {
      seed: world.seed,
      violations,
      digest: world.trace.digest(),
      faults: world.faults.table,
      tail: world.trace.tail(),
      acknowledged: evidence.history.acknowledged.length,
      convergedAfterMs: convergedAtMs - healedMs,
      outboxBytesMost: queues.bytesMost,
      events: world.trace.lines,
    };
  }

  /** People act and faults happen; ends with healing. */
  async #safetyPhase(): Promise<void> {
    const { plan, world, network, cluster, evidence, people, positions, violations } = this.#stage;
    const { devices, screens } = evidence;
    const { time } = world;
    const endMs = time.nowMs + plan.safetyMs;
    new Workload({ world, people, screens, devices, intervalMs: plan.actionIntervalMs }).start(endMs);
    if (plan.ownListIntervalMs !== undefined) {
      new OwnLists({ world, history: evidence.history, screens, devices, intervalMs: plan.ownListIntervalMs }).start(
        endMs,
      );
    }
    const chaos = new Chaos({ world, network, cluster, devices });
    chaos.start();
    while (time.nowMs < endMs && violations.length === 0) {
      await time.runUntil(Math.min(endMs, time.nowMs + checkEveryMs), () => violations.length > 0);
      violations.push(...positions.check());
    }
    chaos.heal();
    time.note('healed');
  }
}
