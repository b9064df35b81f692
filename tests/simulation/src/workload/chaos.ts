import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { ClientLink } from '../clients/client-link.ts';
import type { Device } from '../clients/device.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Node } from '../cluster/node.ts';
import type { FaultName } from '../world/faults.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';

/** Each disaster has its chance this often. */
const tickMs = 250;
const frozenMsMax = 12_000;
const partitionMsMax = 6_000;
const logAwayMsMax = 4_000;
const slowMsMax = 6_000;
const appDownMsMax = 4_000;
const clockJumpMs = 5 * 60_000;
/** Part of the machines that a partition cuts off. */
const cutShare = 0.3;
const engineNames = ['store', 'log', 'presence'];

export interface ChaosOptions {
  readonly world: World;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly devices: readonly Device[];
}

/** Each answers whether it could happen. */
type Disaster = () => boolean;

/** What befalls machines, engines and devices as a whole; what befalls single calls is with whoever makes them. */
export class Chaos {
  readonly #options: ChaosOptions;
  readonly #random: SeededRandom;
  readonly #disasters: readonly (readonly [FaultName, Disaster])[];

  constructor(options: ChaosOptions) {
    this.#options = options;
    this.#random = options.world.random.fork('chaos');
    const { cluster } = options;
    const { engines } = cluster;
    this.#disasters = [
      ['node: crash', () => this.#node().crash()],
      ['node: graceful restart', () => this.#node().restart()],
      ['node: frozen', () => this.#freeze()],
      ['network: partition', () => this.#partition()],
      ['clock: jump forward', () => this.#jump(clockJumpMs)],
      ['clock: jump back', () => this.#jump(-clockJumpMs)],
      ['log: away', () => this.#sendLogAway()],
      ['log: rebalance', () => this.#rebalance()],
      ['presence: lease ended early', () => engines.presence.endLease((leases) => this.#random.pick(leases))],
      ['presence: flushed', () => engines.presence.flush()],
      ['client: connection reset', () => this.#onLink((link) => link.reset())],
      ['client: connection silent', () => this.#onLink((link) => link.silence())],
      ['client: reads slowly', () => this.#onLink((link) => link.slowDown(this.#random.next() * slowMsMax))],
      ['client: app restarted', () => this.#restartApp()],
      ['client: woken', () => this.#wake()],
    ];
  }

  /** Goes on until healing. */
  start(): void {
    const { world } = this.#options;
    world.time.schedule(tickMs, '', () => {
      if (world.faults.isHealed) return;
      for (const [name, happen] of this.#disasters) {
        if (!world.faults.strikes(name, this.#random)) continue;
        world.time.note(`chaos: ${name}`);
        if (happen()) world.faults.fired(name);
      }
      this.start();
    });
  }

  /** Everything can work again from now on; what has gone silent stays so until somebody notices. */
  heal(): void {
    const { world, network, cluster, devices } = this.#options;
    world.faults.heal();
    network.healAll();
    cluster.engines.state.logAwayUntilMs = 0;
    for (const node of cluster.nodes) node.life?.thaw();
    for (const device of devices) device.link?.readFast();
  }

  #node(): Node {
    return this.#random.pick(this.#options.cluster.nodes);
  }

  #device(): Device {
    return this.#random.pick(this.#options.devices);
  }

  #onLink(happen: (link: ClientLink) => void): boolean {
    const link = this.#device().link;
    if (link?.isOpen !== true) return false;
    happen(link);
    return true;
  }

  #freeze(): boolean {
    const life = this.#node().life;
    life?.freeze(this.#random.next() * frozenMsMax);
    return life !== undefined;
  }

  /** Some machines, engines perhaps among them, are cut off from the others. */
  #partition(): boolean {
    const { world, network, cluster } = this.#options;
    const all = [...cluster.nodes.map(({ address }) => address), ...engineNames];
    const group = all.filter(() => this.#random.chance(cutShare));
    if (group.length === 0) return false;
    const others = all.filter((name) => !group.includes(name));
    world.time.note(`chaos: ${group.join()} cut off`);
    network.partition(group, others);
    world.time.schedule(this.#random.next() * partitionMsMax, 'chaos: the partition heals', () => network.healAll());
    return true;
  }

  #jump(jumpMs: number): boolean {
    const { wall } = this.#node();
    // One jump from the truth, not ever further.
    wall.skewMs = wall.skewMs === 0 ? jumpMs : 0;
    return true;
  }

  #sendLogAway(): boolean {
    const { world, cluster } = this.#options;
    cluster.engines.state.logAwayUntilMs = world.time.nowMs + this.#random.next() * logAwayMsMax;
    return true;
  }

  #rebalance(): boolean {
    const groups = this.#options.cluster.engines.groups.all();
    if (groups.length === 0) return false;
    this.#random.pick(groups).rebalance();
    return true;
  }

  #restartApp(): boolean {
    const device = this.#device();
    if (!device.isRunning) return false;
    device.kill();
    this.#options.world.time.schedule(this.#random.next() * appDownMsMax, `${device.name} starts`, () =>
      device.start(),
    );
    return true;
  }

  #wake(): boolean {
    const device = this.#device();
    if (!device.isRunning) return false;
    device.client.wake();
    return true;
  }
}
