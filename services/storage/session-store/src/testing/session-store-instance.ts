import type { ModuleEnvironment } from '@microchat/host/module';
import type { KvStore } from '@microchat/ports/kv-store';
import { LocalServices } from '@microchat/rpc/local-services';
import type { Client } from '@microchat/rpc/service-contract';
import { ManualTime } from '@microchat/testkit/manual-time';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { type SessionStoreDefinition, sessionStore } from '../contract.ts';
import { sessionStoreModule } from '../module.ts';

export interface SessionStoreInstance {
  readonly client: Client<SessionStoreDefinition>;
  readonly metrics: Registry;
  stop(): Promise<void>;
}

/** One instance of the service over a store, as the host would start it. `name` makes its randomness its own. */
export async function startSessionStore(kv: KvStore, name = 'session-store'): Promise<SessionStoreInstance> {
  const random = new SeededRandom(name);
  const metrics = new Registry();
  const environment: Partial<ModuleEnvironment> = {
    kv,
    clock: new ManualTime(),
    timers: realTimers,
    random,
    metrics,
    logger: silentLogger(),
  };
  const { handlers, stop } = await sessionStoreModule().create(environment as ModuleEnvironment);
  const services = new LocalServices({ timers: realTimers, random: random.fork('rpc') });
  services.add(sessionStore, handlers ?? {});
  return { client: services.client(sessionStore), metrics, stop: async () => stop?.() };
}
