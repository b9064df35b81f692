import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import { hot, type ServiceContract, unary } from '@microchat/rpc/service-contract';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ClientDirectory } from './client-directory.ts';

const users: ServiceContract<UserStoreDefinition> = {
  name: 'microchat.storage.v1.UserStore',
  proto: 'microchat/storage/v1/user_store.proto',
  methods: { ensureUser: hot, getUsers: hot, putProfile: unary, recordDevice: hot, listDevices: unary },
};

let directory: ClientDirectory;

beforeEach(() => {
  const time = new ManualTime();
  const registry = new ServiceRegistry(silentObserver);
  registry.add(users, { ensureUser: async () => ({ created: true }) });
  directory = new ClientDirectory({
    clock: time,
    timers: time,
    random: new SeededRandom('directory'),
    registry,
    observer: silentObserver,
    localServices: new Set([users.name]),
    ownAddress: 'unix:/own',
  });
});
afterEach(() => directory.close());

describe('client directory', () => {
  test('a service of this process is called locally, by name or by its own address', async () => {
    expect(directory.clientAt(users, 'unix:/own')).toBe(directory.client(users));
    expect(await directory.client(users).ensureUser({ userId: 'alice' })).toEqual({ created: true });
  });

  test('an address has one client', () => {
    expect(directory.clientAt(users, 'unix:/a')).toBe(directory.clientAt(users, 'unix:/a'));
    expect(directory.clientAt(users, 'unix:/a')).not.toBe(directory.clientAt(users, 'unix:/b'));
  });

  test('of many addresses the least recently asked one is dropped, and its calls fail', async () => {
    const [used, unused] = [directory.clientAt(users, 'unix:/used'), directory.clientAt(users, 'unix:/unused')];
    for (let number = 0; number < 255; number++) {
      directory.clientAt(users, 'unix:/used');
      directory.clientAt(users, `unix:/worker-${number}`);
    }
    expect(directory.clientAt(users, 'unix:/used')).toBe(used);
    expect(directory.clientAt(users, 'unix:/unused')).not.toBe(unused);
    await expect(unused.putProfile({ userId: 'alice' }, { timeoutMs: 10 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });

  test('after close nothing is reached', async () => {
    directory.close();
    await expect(directory.client(users).putProfile({}, { timeoutMs: 10 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
