import type { ModuleEnvironment } from '@microchat/host/module';
import type { KvStore } from '@microchat/ports/kv-store';
import { LocalServices } from '@microchat/rpc/local-services';
import type { Client } from '@microchat/rpc/service-contract';
import { ManualTime } from '@microchat/testkit/manual-time';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { type UserStoreDefinition, userStore } from '../contract.ts';
import { userStoreModule } from '../module.ts';

export interface UserStoreInstance {
  readonly client: Client<UserStoreDefinition>;
  /** The service's wall clock. */
  readonly time: ManualTime;
  stop(): Promise<void>;
}

/** One instance of the service over a store, as the host would start it. `name` makes its randomness its own. */
export async function startUserStore(kv: KvStore, name = 'user-store'): Promise<UserStoreInstance> {
  const random = new SeededRandom(name);
  const time = new ManualTime();
  const environment: Partial<ModuleEnvironment> = {
    kv,
    clock: time,
    timers: realTimers,
    random,
    metrics: new Registry(),
    logger: silentLogger(),
  };
  const { handlers, stop } = await userStoreModule().create(environment as ModuleEnvironment);
  const services = new LocalServices({ timers: realTimers, random: random.fork('rpc') });
  services.add(userStore, handlers ?? {});
  return { client: services.client(userStore), time, stop: async () => stop?.() };
}
