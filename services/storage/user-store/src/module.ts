import type { Module, ModuleEnvironment, RunningModule } from '@microchat/host/module';
import { PartitionWriters } from '@microchat/partition-writer/partition-writers';
import { writerCounters } from '@microchat/partition-writer/writer-counters';
import type { Handlers } from '@microchat/rpc/service-contract';
import { type UserStoreDefinition, userStore } from './contract.ts';
import { deviceMachine } from './device-machine.ts';
import { ensureUserHandler } from './handlers/ensure-user.ts';
import { getUsersHandler } from './handlers/get-users.ts';
import { kickDeviceHandler } from './handlers/kick-device.ts';
import { listDevicesHandler } from './handlers/list-devices.ts';
import { putProfileHandler } from './handlers/put-profile.ts';
import { revokeTokensHandler } from './handlers/revoke-tokens.ts';
import { recordDeviceHandler } from './handlers/record-device.ts';
import { tables } from './rows.ts';
import { userMachine } from './user-machine.ts';

/** Devices in memory over all users. */
const devicesKeptMax = 50_000;

/** Users, profiles and devices on the KvStore. */
export function userStoreModule(): Module {
  return {
    name: 'user-store',
    provides: userStore,
    calls: [],
    ports: ['kv'],
    create: async (environment) => createUserStore(environment),
  };
}

function createUserStore({ kv, clock, timers, random, metrics }: ModuleEnvironment): RunningModule {
  const observers = writerCounters(metrics, 'user_store', [tables.users, tables.devices]);
  const shared = { kv, clock, timers, random };
  const users = new PartitionWriters({
    ...shared,
    table: tables.users,
    machine: userMachine,
    observer: observers[tables.users],
  });
  const devices = new PartitionWriters({
    ...shared,
    table: tables.devices,
    machine: deviceMachine,
    observer: observers[tables.devices],
    limits: { idleWeightMax: devicesKeptMax },
  });
  const handlers: Handlers<UserStoreDefinition> = {
    ensureUser: ensureUserHandler(users),
    getUsers: getUsersHandler(kv),
    putProfile: putProfileHandler(users),
    revokeTokens: revokeTokensHandler(users),
    kickDevice: kickDeviceHandler(kv, users),
    recordDevice: recordDeviceHandler(devices),
    listDevices: listDevicesHandler(kv),
  };
  return {
    handlers,
    stop: async () => {
      await Promise.all([users.close(), devices.close()]);
    },
  };
}
