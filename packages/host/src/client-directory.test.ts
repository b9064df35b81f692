import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import { hot, type ServiceContract, unary } from '@microchat/rpc/service-contract';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import { ManualTime } from '@microchat/testkit/manual-time';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ClientDirectory } from './client-directory.ts';

const users: ServiceContract<UserStoreDefinition> = {
  name: 'microchat.storage.v1.UserStore',
  proto: 'microchat/storage/v1/user_store.proto',
  methods: {
    ensureUser: hot,
    getUsers: hot,
    putProfile: unary,
    revokeTokens: unary,
    kickDevice: unary,
    recordDevice: hot,
    listDevices: unary,
  },
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

  test('a service that is neither here, nor listed, nor upstream is a clear error', () => {
    expect(() => directory.client({ ...users, name: 'microchat.storage.v1.GroupStore' })).toThrow(
      'nothing serves microchat.storage.v1.GroupStore',
    );
  });

  test('after close nothing is reached', async () => {
    directory.close();
    await expect(directory.client(users).putProfile({}, { timeoutMs: 10 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});

describe('a service that is listed', () => {
  const endpoints = [
    { host: '127.0.0.1', port: 1 },
    { host: '127.0.0.1', port: 2 },
  ];
  let listed: ClientDirectory;

  function open(isOwn: (address: string) => boolean): void {
    const registry = new ServiceRegistry(silentObserver);
    registry.add(users, { ensureUser: async () => ({ created: true }) });
    listed = new ClientDirectory({
      clock: { now: () => Date.now() },
      timers: realTimers,
      random: new SeededRandom('listed'),
      registry,
      observer: silentObserver,
      localServices: new Set([users.name]),
      network: {
        endpointsOf: ({ name }) => (name === users.name ? endpoints : undefined),
        isOwn,
        credentials: {},
        lookup: () => Promise.reject(new Error('no names here')),
      },
      upstream: 'unix:/upstream',
      ownAddress: '127.0.0.1:1',
    });
  }
  afterEach(() => listed.close());

  test('is called at its instances, this process among them without a connection', async () => {
    open((address) => address === '127.0.0.1:1');
    await expect.poll(() => listed.isAvailable(users)).toBe(true);
    for (let call = 0; call < 20; call++) {
      expect(await listed.client(users).ensureUser({ userId: `user-${call}` })).toEqual({ created: true });
    }
  });

  test('is not called here when it is listed elsewhere only', async () => {
    open(() => false);
    await expect(listed.client(users).ensureUser({ userId: 'alice' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(listed.isAvailable(users)).toBe(false);
  });

  test('others go upstream', () => {
    open(() => false);
    expect(listed.isAvailable({ ...users, name: 'microchat.storage.v1.GroupStore' })).toBe(true);
  });
});
