import { presence } from '@microchat/presence/contract';
import type { ModuleEnvironment } from '@microchat/host/module';
import { sync } from '@microchat/sync/contract';
import { userStore } from '@microchat/user-store/contract';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import { GroupTables } from './group-tables.ts';
import { InterestRegistry } from './interest-registry.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { PushRouter } from './push-router.ts';
import { checkRevocations } from './revocation-check.ts';
import { UserTable } from './user-table.ts';

/** Who is connected here, and how pushes find them. */
export interface Routing {
  readonly lease: LeaseKeeper;
  readonly interests: InterestRegistry;
  readonly users: UserTable;
  readonly groups: GroupTables;
  readonly router: PushRouter;
}

/** `resync`: pushes may have been missed, every connection is to be told the heads. */
export function createRouting(
  environment: ModuleEnvironment,
  metrics: GatewayMetrics,
  workerId: number,
  resync: () => void,
): Routing {
  const { logger, timers, random, ownAddress } = environment;
  const presenceClient = environment.client(presence);
  const retried = (call: string) => (error: unknown) => {
    metrics.retries.inc({ call });
    logger.warn({ err: error, call }, 'call failed and is repeated');
  };
  const interests = new InterestRegistry({
    presence: presenceClient,
    timers,
    leaseLost: (incarnation) => lease.leaseLost(incarnation),
    retried: retried('interest'),
  });
  const users = new UserTable(interests);
  const groups = new GroupTables({
    interests,
    sync: environment.client(sync),
    timers,
    connectionsOf: (userId) => users.connectionsOf(userId),
    observer: {
      duplicatePush: () => metrics.duplicatePushes.inc(),
      gapFound: () => metrics.gaps.inc(),
      entriesFilled: (count) => metrics.gapEntries.inc(count),
      fillRetried: (_groupId, error) => retried('fillGap')(error),
    },
  });
  const lease = new LeaseKeeper({
    presence: presenceClient,
    timers,
    random,
    address: ownAddress,
    workerId,
    opened(incarnation, first) {
      interests.rebind(incarnation);
      if (!first) void catchUp();
    },
    lost() {
      metrics.leasesLost.inc();
      logger.warn('lease lost: everything is registered again');
    },
    failed: (call, error) => retried(`lease ${call}`)(error),
  });

  /** What was pushed while nobody found this worker is missing: once it can be found again, look for it. */
  async function catchUp(): Promise<void> {
    await interests.settled();
    resync();
    void checkRevocations({ userStore: environment.client(userStore), users, timers, retried: retried('getUsers') });
    await groups.verifyAll();
  }

  return { lease, interests, users, groups, router: new PushRouter(users, groups) };
}
