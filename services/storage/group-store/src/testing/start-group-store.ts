import type { ModuleEnvironment } from '@microchat/host/module';
import type { KvStore } from '@microchat/ports/kv-store';
import { LocalServices } from '@microchat/rpc/local-services';
import type { Client } from '@microchat/rpc/service-contract';
import { ManualTime } from '@microchat/testkit/manual-time';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { groupStore, type GroupStoreDefinition } from '../contract.ts';
import { groupStoreModule } from '../module.ts';

/** One instance of the service over a store; `seed` keeps several instances apart. */
export async function startGroupStore(kv: KvStore, seed = 1): Promise<Client<GroupStoreDefinition>> {
  const random = new SeededRandom(seed);
  const environment = {
    kv,
    clock: new ManualTime(),
    timers: realTimers,
    random,
    logger: silentLogger(),
    metrics: new Registry(),
  } satisfies Partial<ModuleEnvironment>;
  const { handlers = {} } = await groupStoreModule().create(environment as unknown as ModuleEnvironment);
  return new LocalServices({ timers: realTimers, random }).add(groupStore, handlers).client(groupStore);
}
