import type { ModuleEnvironment } from '@microchat/host/module';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import { LocalServices } from '@microchat/rpc/local-services';
import type { Client } from '@microchat/rpc/service-contract';
import { ManualTime } from '@microchat/testkit/manual-time';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { type MessageStoreDefinition, messageStore } from '../contract.ts';
import { type MessageStoreOptions, messageStoreModule } from '../module.ts';

export interface MessageStoreInstance {
  readonly client: Client<MessageStoreDefinition>;
  readonly time: ManualTime;
  readonly metrics: Registry;
  stop(): Promise<void>;
}

/**
 * One instance of the service over a store, as the host would start it. `nodeId` keeps several instances apart: node ids
 * are not claimed, so that one which was killed can be started again at once.
 */
export async function startMessageStore(
  kv: KvStore,
  options: Partial<MessageStoreOptions> = {},
  timers: Timers = realTimers,
): Promise<MessageStoreInstance> {
  const { nodeId = 1 } = options;
  const random = new SeededRandom(`message-store-${nodeId}`);
  const time = new ManualTime();
  const metrics = new Registry();
  const environment: Partial<ModuleEnvironment> = {
    kv,
    clock: time,
    timers,
    random,
    metrics,
    logger: silentLogger(),
  };
  const { handlers, stop } = await messageStoreModule({ isAlone: true, ...options, nodeId }).create(
    environment as ModuleEnvironment,
  );
  const services = new LocalServices({ timers, random: random.fork('rpc') });
  services.add(messageStore, handlers ?? {});
  return { client: services.client(messageStore), time, metrics, stop: async () => stop?.() };
}
