import { checkAcknowledgement } from './checkers/acknowledged-is-stored.ts';
import { Evidence } from './checkers/evidence.ts';
import { FirstLists } from './checkers/first-lists.ts';
import { History } from './checkers/history.ts';
import { PositionsGrow } from './checkers/positions-grow.ts';
import { QueuesAreBounded } from './checkers/queues-are-bounded.ts';
import { Received } from './checkers/received.ts';
import { Screens } from './checkers/screens.ts';
import type { Violation } from './checkers/violation.ts';
import { Device, type DeviceObserver } from './clients/device.ts';
import { Cluster } from './cluster/cluster.ts';
import { SimulatedTokens } from './cluster/simulated-tokens.ts';
import type { Mutation } from './mutations/mutation.ts';
import type { Plan } from './plan.ts';
import { People } from './workload/people.ts';
import { Life } from './world/life.ts';
import { Network } from './world/network.ts';
import { World } from './world/world.ts';

/** Everything that takes part in a simulation: the world, the servers, the devices, the people, and those who watch. */
export class Stage {
  readonly plan: Plan;
  readonly world: World;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly evidence: Evidence;
  readonly people: People;
  readonly queues: QueuesAreBounded;
  readonly positions: PositionsGrow;
  /** Found so far. */
  readonly violations: Violation[] = [];

  constructor(seed: number, plan: Plan, mutation: Mutation | undefined) {
    this.plan = plan;
    this.world = new World(seed, plan.rates);
    this.network = new Network(this.world);
    this.cluster = new Cluster(this.world, this.network, { ...plan, mutation });
    this.queues = new QueuesAreBounded(plan.bounds);
    const { tables, log } = this.cluster.engines.state;
    const history = new History();
    this.evidence = new Evidence({
      tables,
      eventLog: log,
      history,
      screens: new Screens(),
      received: new Received(),
      firstLists: new FirstLists(),
      devices: this.#createDevices(),
    });
    this.positions = new PositionsGrow(this.evidence);
    this.people = new People({
      history,
      clients: this.cluster.callerOf('api'),
      life: new Life('api', this.world.time, { skewMs: 0 }),
      acknowledged: (acknowledged) => {
        const stored = this.evidence.log(acknowledged.conversationId);
        this.violations.push(...checkAcknowledgement(acknowledged, stored));
      },
    });
  }

  #createDevices(): Device[] {
    const world = this.world;
    const tokens = new SimulatedTokens(new Life('tokens', world.time, { skewMs: 0 }));
    const observer: DeviceObserver = {
      frameSent: (device, text) => {
        this.queues.frameSent(device, text);
        this.evidence.firstLists.frameSent(device, text);
      },
      frameCame: (device, text) => {
        this.queues.frameCame(device, text);
        this.evidence.firstLists.frameCame(device, text);
        this.evidence.received.frameCame(device, text);
      },
      shown: (device, message) => this.evidence.screens.shown(device, message),
      gap: (device, { conversationId, ...gap }) => this.evidence.screens.gap(device, conversationId, gap),
      status: (device, status) => {
        world.time.note(`${device.name} is ${JSON.stringify(status)}`);
        if (status.state !== 'stopped' || status.error.reason !== 'REPLACED') return;
        // Nobody else uses its device id.
        this.violations.push({ invariant: 'live', details: `${device.name} was replaced by its own older connection` });
      },
      linked: (_device, link) => this.queues.linked(link),
    };
    return this.plan.devices.map(
      ({ userId, deviceId }) =>
        new Device({
          world,
          network: this.network,
          gateways: this.cluster.gateways,
          gatewayAddresses: this.cluster.gatewayAddresses,
          userId,
          deviceId,
          token: () => tokens.issueAccess({ userId, revocationVersion: 0 }),
          observer,
        }),
    );
  }
}
