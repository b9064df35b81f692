import type { PresenceDefinition } from '@microchat/presence/contract';
import type { PushRequest } from '@microchat/proto/microchat/logic/v1/PushRequest';
import type { Client } from '@microchat/rpc/service-contract';
import type { Logger } from 'pino';
import type { DeviceSinkDefinition } from './contract.ts';
import type { DeliveryMetrics } from './delivery-metrics.ts';

/** A worker that does not take a push in this time is treated as gone; its clients find out by their heartbeats. */
const pushTimeoutMs = 2_000;

export type Push = Omit<PushRequest, 'topics'>;

export interface PusherDependencies {
  readonly presence: Client<PresenceDefinition>;
  readonly sinkAt: (address: string) => Client<DeviceSinkDefinition>;
  readonly metrics: DeliveryMetrics;
  readonly logger: Logger;
}

/**
 * Brings one push to every worker that is interested in any of its topics: one call per worker, whatever the number of
 * members. Interest is read anew for each push, never cached: a worker that registered before the read gets it.
 *
 * A failed push is counted and given up, because nothing is lost by it: the entry is in the log and the lists, a worker
 * that lives asks for the gap at the next push, and every client compares heads within a heartbeat.
 */
export class Pusher {
  readonly #dependencies: PusherDependencies;

  constructor(dependencies: PusherDependencies) {
    this.#dependencies = dependencies;
  }

  async push(topics: readonly string[], push: Push): Promise<void> {
    const routes = await this.#routes(topics);
    await Promise.all([...routes].map(([address, wanted]) => this.#pushTo(address, { ...push, topics: wanted })));
  }

  /** To every interested worker, or it rejects: for what no heartbeat makes good. Those that have it get it again. */
  async pushToAll(topics: readonly string[], push: Push): Promise<void> {
    const routes = await this.#routes(topics);
    await Promise.all([...routes].map(([address, wanted]) => this.#handOver(address, { ...push, topics: wanted })));
  }

  /** Address of each interested worker -> the topics among these that it wants. */
  async #routes(topics: readonly string[]): Promise<Map<string, string[]>> {
    const reply = await this.#dependencies.presence.getInterested({ topics: [...topics] });
    const routes = new Map<string, string[]>();
    reply.topics.forEach(({ workers }, at) => {
      const topic = topics[at];
      if (topic === undefined) return;
      for (const { address } of workers) {
        const wanted = routes.get(address);
        if (wanted === undefined) routes.set(address, [topic]);
        else wanted.push(topic);
      }
    });
    return routes;
  }

  async #pushTo(address: string, request: PushRequest): Promise<void> {
    const { metrics, logger } = this.#dependencies;
    try {
      await this.#handOver(address, request);
    } catch (error) {
      metrics.pushesLost.inc();
      logger.warn({ address, conversationId: request.conversationId, err: error }, 'push lost');
    }
  }

  async #handOver(address: string, request: PushRequest): Promise<void> {
    const { sinkAt, metrics } = this.#dependencies;
    await sinkAt(address).push(request, { timeoutMs: pushTimeoutMs });
    metrics.pushes.inc();
  }
}
