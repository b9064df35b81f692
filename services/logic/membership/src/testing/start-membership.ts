import { type GroupStoreDefinition, groupStore } from '@microchat/group-store/contract';
import { groupStoreModule } from '@microchat/group-store/module';
import type { AnyContract, Module, ModuleEnvironment, RunningModule } from '@microchat/host/module';
import { type MessageStoreDefinition, messageStore } from '@microchat/message-store/contract';
import { messageStoreModule } from '@microchat/message-store/module';
import type { Consumer, EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { LocalServices } from '@microchat/rpc/local-services';
import type { Client } from '@microchat/rpc/service-contract';
import { type SessionStoreDefinition, sessionStore } from '@microchat/session-store/contract';
import { sessionStoreModule } from '@microchat/session-store/module';
import { ManualTime } from '@microchat/testkit/manual-time';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { userStore } from '@microchat/user-store/contract';
import { Registry } from 'prom-client';
import { membership, type MembershipDefinition } from '../contract.ts';
import { membershipModule } from '../module.ts';

/** Decides what happens to a call that the membership service makes; `call` makes it. */
export type Interceptor = (method: string, call: () => Promise<unknown>) => Promise<unknown>;

export interface MembershipProcess {
  readonly client: Client<MembershipDefinition>;
  readonly groupStore: Client<GroupStoreDefinition>;
  readonly messageStore: Client<MessageStoreDefinition>;
  readonly sessionStore: Client<SessionStoreDefinition>;
  readonly metrics: Registry;
  /** Joins the consumer group and resolves when everything proposed so far is complete. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** Makes ids of this process its own; processes on one engine need different ones. */
  readonly name?: string;
  readonly intercept?: Interceptor;
}

/** Users exist unless their name begins with this. */
export const ghost = 'ghost';

/** The membership service with stores of its own, as one process has them, on an engine that it may share. */
export async function startMembership(
  engine: { readonly kv: KvStore; readonly eventLog: EventLog },
  { name = 'one', intercept = (_method, call) => call() }: ProcessOptions = {},
): Promise<MembershipProcess> {
  const random = new SeededRandom(name);
  const services = new LocalServices({ timers: realTimers, random: random.fork('services') });
  const metrics = new Registry();
  let consumer: Consumer | undefined;
  const eventLog: EventLog = Object.assign(Object.create(engine.eventLog) as EventLog, {
    subscribe: async (subscription: Parameters<EventLog['subscribe']>[0]) => {
      consumer = await engine.eventLog.subscribe(subscription);
      return consumer;
    },
  });
  const create = async (module: Module): Promise<RunningModule> => {
    const environment = {
      client: (contract: AnyContract) => intercepted(services.client(contract), intercept),
      kv: engine.kv,
      eventLog,
      clock: new ManualTime(),
      timers: realTimers,
      random: random.fork(module.name),
      logger: silentLogger(),
      metrics,
    };
    const running = await module.create(environment as unknown as ModuleEnvironment);
    services.add(module.provides as AnyContract, running.handlers ?? {});
    return running;
  };

  services.add(userStore, {
    getUsers: async ({ userIds }) => ({
      users: userIds.map((userId) => ({ userId, exists: !userId.startsWith(ghost) })),
    }),
  });
  const stores = [groupStoreModule(), messageStoreModule({ nodeId: name.length, isAlone: true }), sessionStoreModule()];
  const running: RunningModule[] = [];
  for (const module of stores) running.push(await create(module));
  const service = await create(membershipModule());
  running.push(service);

  return {
    client: services.client(membership),
    groupStore: services.client(groupStore),
    messageStore: services.client(messageStore),
    sessionStore: services.client(sessionStore),
    metrics,
    catchUp: async () => {
      if (consumer === undefined) await service.start?.();
      await consumer?.caughtUp();
    },
    stop: async () => {
      for (const module of running.toReversed()) await module.stop?.();
    },
  };
}

function intercepted<Calls extends object>(client: Calls, intercept: Interceptor): Calls {
  const calls = Object.entries(client).map(([method, call]: [string, (...parts: unknown[]) => Promise<unknown>]) => [
    method,
    (...parts: unknown[]) => intercept(method, () => call(...parts)),
  ]);
  return Object.fromEntries(calls) as Calls;
}
