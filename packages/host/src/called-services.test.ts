import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { hot, type ServiceContract, unary } from '@microchat/rpc/service-contract';
import { ManualTime } from '@microchat/testkit/manual-time';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { describe, expect, test } from 'vitest';

import { CalledServices } from './called-services.ts';
import type { AnyContract, Module } from './module.ts';

function contract(name: string): ServiceContract<UserStoreDefinition> {
  const methods = {
    ensureUser: hot,
    getUsers: hot,
    putProfile: unary,
    revokeTokens: unary,
    kickDevice: unary,
    recordDevice: hot,
    listDevices: unary,
  };
  return { name, proto: 'microchat/storage/v1/user_store.proto', methods };
}

const [users, groups] = [contract('UserStore'), contract('GroupStore')];

function calling(...calls: AnyContract[]) {
  const time = new ManualTime();
  const available = new Set<AnyContract>();
  const modules: Module[] = [{ name: 'caller', calls, ports: [], create: async () => ({}) }];
  const clients = { isAvailable: (called: AnyContract) => available.has(called) };
  const services = new CalledServices({ modules, clients, timers: time, logger: silentLogger() });
  return { time, available, services };
}

describe('services that a process calls', () => {
  test('nothing is called: nothing is waited for', async () => {
    const { services, time } = calling();
    await services.available(new AbortController().signal);
    expect([services.missing, time.pending]).toEqual([undefined, 0]);
  });

  test('each is waited for, however long it takes', async () => {
    const { services, time, available } = calling(users, groups);
    let isOver = false;
    const waiting = services.available(new AbortController().signal).then(() => {
      isOver = true;
    });
    expect(services.missing).toBe('no instance of UserStore, GroupStore answers');
    await time.advanceSettling(3_600_000);
    available.add(groups);
    await time.advanceSettling(100);
    expect([isOver, services.missing]).toEqual([false, 'no instance of UserStore answers']);
    available.add(users);
    await time.advanceSettling(100);
    await waiting;
    expect(services.missing).toBeUndefined();
  });

  test('an outage later does not make the process unready', async () => {
    const { services, available } = calling(users);
    available.add(users);
    expect(services.missing).toBeUndefined();
    available.delete(users);
    expect(services.missing).toBeUndefined();
  });

  test('the waiting ends when the start is aborted', async () => {
    const { services, time } = calling(users);
    const abort = new AbortController();
    const waiting = expect(services.available(abort.signal)).rejects.toThrow('told to stop');
    abort.abort(new Error('told to stop'));
    await time.advanceSettling(100);
    await waiting;
  });
});
