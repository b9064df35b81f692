import { checkAcknowledgedIsStored, checkAcknowledgement } from './checkers/acknowledged-is-stored.ts';
import { checkCountsConverge } from './checkers/counts-converge.ts';
import { checkDevicesConverge } from './checkers/devices-converge.ts';
import { checkEntitlement } from './checkers/entitlement.ts';
import { Evidence } from './checkers/evidence.ts';
import { FirstLists } from './checkers/first-lists.ts';
import { History } from './checkers/history.ts';
import { checkHistories } from './checkers/histories-complete.ts';
import { checkLogIsOrdered } from './checkers/log-is-ordered.ts';
import { writeEverywhere } from './checkers/probe.ts';
import { PositionsGrow } from './checkers/positions-grow.ts';
import { QueuesAreBounded } from './checkers/queues-are-bounded.ts';
import { Received } from './checkers/received.ts';
import { Screens } from './checkers/screens.ts';
import { readStoredLog } from './checkers/stored-log.ts';
import type { Violation } from './checkers/violation.ts';
import { Device, type DeviceObserver } from './clients/device.ts';
import { Cluster } from './cluster/cluster.ts';
import { SimulatedTokens } from './cluster/simulated-tokens.ts';
import type { Mutation } from './mutations/mutation.ts';
import { People } from './workload/people.ts';
import { Workload } from './workload/workload.ts';
import type { FaultTable } from './world/fault-table.ts';
import { Life } from './world/life.ts';
import { Chaos } from './workload/chaos.ts';
import { Network } from './world/network.ts';
import { World } from './world/world.ts';
import { type Plan, planOf } from './plan.ts';

const startMsMax = 30_000;
const convergeMsMax = 60_000;
/** Within this every heartbeat notices that its connection is dead, and the devices are back. */
const silenceNoticedMs = 20_000;
/** A push takes less, and most heartbeats take longer. */
const pushMsMax = 1_000;
const scrollMsMax = 30_000;
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

/** One whole MicroChat for a seed: a phase with faults, healing, and a phase in which everything has to converge. */
export class Simulation {
  readonly #plan: Plan;
  readonly #world: World;
  readonly #network: Network;
  readonly #cluster: Cluster;
  readonly #evidence: Evidence;
  readonly #people: People;
  readonly #queues: QueuesAreBounded;
  readonly #positions: PositionsGrow;
  readonly #violations: Violation[] = [];
  #convergedAtMs = 0;

  constructor(seed: number, mutation?: Mutation) {
    const plan = planOf(seed);
    this.#plan = plan;
    this.#world = new World(seed, plan.rates);
    this.#network = new Network(this.#world);
    this.#cluster = new Cluster(this.#world, this.#network, { ...plan, mutation });
    this.#queues = new QueuesAreBounded(plan.bounds);
    const { tables, log } = this.#cluster.engines.state;
    const history = new History();
    this.#evidence = new Evidence({
      tables,
      eventLog: log,
      history,
      screens: new Screens(),
      received: new Received(),
      firstLists: new FirstLists(),
      devices: this.#createDevices(),
    });
    this.#positions = new PositionsGrow(this.#evidence);
    const life = new Life('api', this.#world.time, { skewMs: 0 });
    this.#people = new People({
      history,
      clients: this.#cluster.callerOf('api'),
      life,
      acknowledged: (acknowledged) => {
        const stored = readStoredLog(tables, acknowledged.conversationId);
        this.#violations.push(...checkAcknowledgement(acknowledged, stored));
      },
    });
  }

  async run(): Promise<SimulationResult> {
    const { time, faults } = this.#world;
    const { devices } = this.#evidence;
    this.#cluster.start();
    await time.runUntil(startMsMax, () => this.#cluster.isUp);
    for (const { userId } of devices) void this.#people.signUp(userId);
    for (const device of devices) device.start();
    const workload = new Workload({
      world: this.#world,
      people: this.#people,
      screens: this.#evidence.screens,
      devices,
      intervalMs: this.#plan.actionIntervalMs,
    });
    const endMs = time.nowMs + this.#plan.safetyMs;
    workload.start(endMs);
    const chaos = new Chaos({ world: this.#world, network: this.#network, cluster: this.#cluster, devices });
    chaos.start();
    while (time.nowMs < endMs && this.#violations.length === 0) {
      await time.runUntil(Math.min(endMs, time.nowMs + checkEveryMs), () => this.#violations.length > 0);
      this.#violations.push(...this.#positions.check());
    }
    const healedMs = time.nowMs;
    chaos.heal();
    time.note('healed');
    await this.#liveness();
    return {
      seed: this.#world.seed,
      violations: this.#violations,
      digest: this.#world.trace.digest(),
      faults: faults.table,
      tail: this.#world.trace.tail(),
      acknowledged: this.#evidence.history.acknowledged.length,
      convergedAfterMs: this.#convergedAtMs - healedMs,
      outboxBytesMost: this.#queues.bytesMost,
      events: this.#world.trace.lines,
    };
  }

  async #liveness(): Promise<void> {
    const { time } = this.#world;
    const open = (await this.#converge(convergeMsMax)) ?? (await this.#scrollEverywhere()) ?? (await this.#probe());
    this.#violations.push(
      ...(open ?? []),
      ...checkAcknowledgedIsStored(this.#evidence),
      ...checkLogIsOrdered(this.#evidence),
      ...checkEntitlement(this.#evidence),
      ...this.#queues.check(),
    );
    time.note('end');
  }

  /** Undefined as soon as everything is everywhere; else what still was not after `msMax`. */
  async #converge(msMax: number): Promise<Violation[] | undefined> {
    const { time } = this.#world;
    const deadlineMs = time.nowMs + msMax;
    let open: Violation[] = [];
    do {
      await time.runUntil(Math.min(deadlineMs, time.nowMs + checkEveryMs));
      this.#violations.push(...this.#positions.check());
      if (this.#violations.length > 0) return [];
      open = [...(await checkDevicesConverge(this.#evidence)), ...checkCountsConverge(this.#evidence)];
    } while (open.length > 0 && time.nowMs < deadlineMs);
    this.#convergedAtMs = time.nowMs;
    return open.length > 0 ? open : undefined;
  }

  /** When the last silent connection has been given up, messages must come by themselves. */
  async #probe(): Promise<Violation[] | undefined> {
    const { time } = this.#world;
    await time.runUntil(time.nowMs + silenceNoticedMs);
    const open = await this.#converge(convergeMsMax);
    if (open !== undefined) return open;
    writeEverywhere(this.#evidence, this.#people);
    await time.runUntil(time.nowMs + pushMsMax);
    const late = await checkDevicesConverge(this.#evidence);
    return late.length === 0
      ? undefined
      : late.map(({ details }) => ({ invariant: 'live', details: `no push: ${details}` }));
  }

  async #scrollEverywhere(): Promise<Violation[] | undefined> {
    const { time } = this.#world;
    let found: Violation[] | undefined;
    checkHistories(this.#evidence).then(
      (violations) => {
        found = violations;
      },
      (error: unknown) => {
        found = [{ invariant: 'live', details: `a history could not be read: ${String(error)}` }];
      },
    );
    await time.runUntil(time.nowMs + scrollMsMax, () => found !== undefined);
    if (found === undefined) return [{ invariant: 'live', details: 'histories were not read in time' }];
    return found.length === 0 ? undefined : found;
  }

  #createDevices(): Device[] {
    const world = this.#world;
    const tokens = new SimulatedTokens(new Life('tokens', world.time, { skewMs: 0 }));
    const observer: DeviceObserver = {
      frameSent: (device, text) => {
        this.#queues.frameSent(device, text);
        this.#evidence.firstLists.frameSent(device, text);
      },
      frameCame: (device, text) => {
        this.#queues.frameCame(device, text);
        this.#evidence.firstLists.frameCame(device, text);
        this.#evidence.received.frameCame(device, text);
      },
      shown: (device, message) => this.#evidence.screens.shown(device, message),
      gap: (device, { conversationId, ...gap }) => this.#evidence.screens.gap(device, conversationId, gap),
      status: (device, status) => world.time.note(`${device.name} is ${JSON.stringify(status)}`),
      linked: (_device, link) => this.#queues.linked(link),
    };
    return this.#plan.devices.map(
      ({ userId, deviceId }) =>
        new Device({
          world,
          network: this.#network,
          gateways: this.#cluster.gateways,
          gatewayAddresses: this.#cluster.gatewayAddresses,
          userId,
          deviceId,
          token: () => tokens.issueAccess({ userId, revocationVersion: 0 }),
          observer,
        }),
    );
  }
}
