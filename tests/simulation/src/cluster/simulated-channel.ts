import type { ServiceError } from '@microchat/core/service-error';
import type { InstanceChannel, OutgoingCall, ProbeResult } from '@microchat/rpc/channel';
import { ServerCall } from '@microchat/rpc/server-call';
import { connectionLost, notConnected } from '@microchat/rpc/transport-errors';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { RpcServer, RpcServers } from './rpc-servers.ts';

export interface SimulatedChannelOptions {
  readonly world: World;
  readonly network: Network;
  readonly servers: RpcServers;
  /** The calling process. */
  readonly from: Life;
  readonly address: string;
  readonly random: SeededRandom;
  onLost(): void;
}

const slowMsMax = 3_000;
const overtakenMsMax = 40;
const callFaults = [
  'call: request lost',
  'call: answer lost',
  'call: executed twice',
  'call: no answer at all',
  'call: slow',
  'call: overtaken',
] as const;
const unsafeCallFaults = callFaults.filter((name) => name !== 'call: executed twice');

interface PendingCall {
  readonly call: OutgoingCall;
  isCancelled: boolean;
  serverCall: ServerCall | undefined;
  forgetServer: (() => void) | undefined;
}

/** A connection between two processes. Requests arrive in their order, unless the fault is that they do not. */
export class SimulatedChannel implements InstanceChannel {
  readonly #options: SimulatedChannelOptions;
  readonly #pending = new Set<PendingCall>();
  #lastArrivalMs = 0;

  constructor(options: SimulatedChannelOptions) {
    this.#options = options;
  }

  start(call: OutgoingCall): () => void {
    const pending: PendingCall = { call, isCancelled: false, serverCall: undefined, forgetServer: undefined };
    this.#pending.add(pending);
    this.#sendRequest(pending);
    return () => {
      if (!this.#pending.delete(pending)) return;
      pending.forgetServer?.();
      this.#toServer('', () => {
        pending.isCancelled = true;
        pending.serverCall?.cancel();
      });
    };
  }

  close(): void {
    for (const pending of this.#pending) this.#fail(pending, connectionLost());
  }

  retire(): void {
    // What is in flight is answered; nobody starts anything new.
  }

  probe(timeoutMs: number): Promise<ProbeResult> {
    const { servers, address, from } = this.#options;
    return new Promise((resolve) => {
      const timer = from.after(timeoutMs, () => resolve('noAnswer'));
      const answer = (result: ProbeResult) => {
        timer.cancel();
        resolve(result);
      };
      this.#toServer('', () => {
        const server = servers.at(address);
        if (server === undefined) this.#toCaller('', () => answer('noAnswer'));
        else server.life.run(() => this.#toCaller('', () => answer('serving')));
      });
    });
  }

  #sendRequest(pending: PendingCall): void {
    const { world, network, servers, from, address, random } = this.#options;
    const { path, options } = pending.call.method;
    const possible = options.retry === 'safe' ? callFaults : unsafeCallFaults;
    const fault = world.faults.strikeOne(possible, random);
    if (fault === 'call: request lost') return this.#breakLater(pending);
    const target = servers.at(address);
    const label = `${from.name} > ${address} ${path}`;
    const delayMs = this.#requestDelayMs(fault);
    network.sendIn(delayMs, from.name, address, label, () => this.#arrive(pending, target, fault));
    if (fault !== 'call: executed twice') return;
    const againMs = delayMs + random.next() * network.latencyMs(random) * 20;
    network.sendIn(againMs, from.name, address, `${label} again`, () => this.#executeUnheard(pending, target));
  }

  /** In the order of the calls, unless the fault is that others pass. */
  #requestDelayMs(fault: string | undefined): number {
    const { world, network, random } = this.#options;
    const { nowMs } = world.time;
    const delayMs = network.latencyMs(random);
    if (fault === 'call: slow') return delayMs + random.next() * slowMsMax;
    if (fault === 'call: overtaken') return delayMs + random.next() * overtakenMsMax;
    this.#lastArrivalMs = Math.max(nowMs + delayMs, this.#lastArrivalMs);
    return this.#lastArrivalMs - nowMs;
  }

  #arrive(pending: PendingCall, expected: RpcServer | undefined, fault: string | undefined): void {
    const { world, servers, address } = this.#options;
    const server = servers.at(address);
    if (server === undefined) {
      world.faults.fired('call: server not there');
      return this.#toCaller(`${this.#options.from.name} < ${address} refused`, () =>
        this.#lose(pending, notConnected()),
      );
    }
    // A connection ends with the process that it was made to.
    if (expected !== undefined && server !== expected) return this.#breakLater(pending);
    pending.forgetServer = server.life.onEnd(() => {
      world.faults.fired('call: server crashed under it');
      this.#breakLater(pending);
    });
    server.life.run(() => void this.#execute(pending, server, fault));
  }

  async #execute(pending: PendingCall, server: RpcServer, fault: string | undefined): Promise<void> {
    if (pending.isCancelled) return;
    const { call } = pending;
    const serverCall = new ServerCall(server.life, call.timeoutMs, call.traceparent);
    pending.serverCall = serverCall;
    const { path } = call.method;
    const answered = await server.registry.dispatch(path, call.request, serverCall).then(
      (reply) => () => this.#succeed(pending, reply),
      (error: ServiceError) => () => this.#fail(pending, error),
    );
    if (!server.life.isAlive) return;
    pending.forgetServer?.();
    if (fault === 'call: no answer at all') return;
    if (fault === 'call: answer lost') return this.#breakLater(pending);
    this.#toCaller(`${this.#options.from.name} < ${this.#options.address} ${path}`, answered);
  }

  #executeUnheard(pending: PendingCall, expected: RpcServer | undefined): void {
    const server = this.#options.servers.at(this.#options.address);
    if (server === undefined || server !== expected) return;
    const { call } = pending;
    server.life.run(() => {
      const serverCall = new ServerCall(server.life, call.timeoutMs, call.traceparent);
      server.registry.dispatch(call.method.path, call.request, serverCall).catch(() => undefined);
    });
  }

  #breakLater(pending: PendingCall): void {
    const { from, address } = this.#options;
    this.#toCaller(`${from.name} < ${address} broken`, () => this.#lose(pending, connectionLost()));
  }

  #lose(pending: PendingCall, error: ServiceError): void {
    this.#fail(pending, error);
    this.#options.onLost();
  }

  #succeed(pending: PendingCall, reply: Uint8Array): void {
    if (this.#pending.delete(pending)) pending.call.succeed(reply);
  }

  #fail(pending: PendingCall, error: ServiceError): void {
    if (this.#pending.delete(pending)) pending.call.fail(error);
  }

  #toServer(label: string, deliver: () => void): void {
    const { network, from, address } = this.#options;
    network.send(from.name, address, label, deliver);
  }

  #toCaller(label: string, deliver: () => void): void {
    const { network, from, address } = this.#options;
    network.send(address, from.name, label, () => from.run(deliver));
  }
}
