import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import { hot, type ServiceContract, unary } from '@microchat/rpc/service-contract';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { beforeEach, describe, expect, test } from 'vitest';

import { ClientDirectory } from './client-directory.ts';
import type { Module, RunningModule } from './module.ts';
import { ModuleGraph } from './module-graph.ts';

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

let events: string[];
let time: ManualTime;
let opened: string[];

beforeEach(() => {
  events = [];
  opened = [];
  time = new ManualTime();
});

/** Notes what happens to it. */
function noting(name: string, overrides: Partial<RunningModule> = {}, module: Partial<Module> = {}): Module {
  return {
    name,
    calls: [],
    ports: [],
    async create() {
      events.push(`create ${name}`);
      return {
        start: async () => void events.push(`start ${name}`),
        stop: async () => void events.push(`stop ${name}`),
        ...overrides,
      };
    },
    ...module,
  };
}

function start(modules: Module[], upstream?: string): Promise<ModuleGraph> {
  const engine = new MemoryEngine();
  const registry = new ServiceRegistry(silentObserver);
  const common = { clock: time, timers: time, random: new SeededRandom('graph'), ownAddress: 'unix:/own' };
  const open = <Port>(name: string, port: Port): Promise<Port> => {
    opened.push(name);
    return Promise.resolve(port);
  };
  return ModuleGraph.start(
    {
      ...common,
      modules,
      registry,
      clients: new ClientDirectory({
        ...common,
        registry,
        observer: silentObserver,
        localServices: new Set(modules.flatMap((module) => module.provides?.name ?? [])),
        upstream,
      }),
      ports: {
        kv: () => open('kv', engine.kv),
        eventLog: () => open('eventLog', engine.eventLog),
        presence: () => Promise.reject(new Error('no presence here')),
        close: async () => {},
      },
      logger: silentLogger(),
      metrics: new Registry(),
      onCreated: async () => void events.push('created'),
    },
    1_000,
  );
}

describe('module graph', () => {
  test('creates all, then starts in order, then stops in reverse', async () => {
    const graph = await start([noting('a'), noting('b')]);
    expect(await graph.stop(1_000)).toBe(true);
    expect(events).toEqual(['create a', 'create b', 'created', 'start a', 'start b', 'stop b', 'stop a']);
  });

  test('stops only once', async () => {
    const graph = await start([noting('a')]);
    await graph.stop(1_000);
    await graph.stop(1_000);
    expect(events.filter((event) => event === 'stop a')).toHaveLength(1);
  });

  test('a module calls another of the same process by its contract', async () => {
    const seen: boolean[] = [];
    const caller = noting(
      'caller',
      {},
      {
        calls: [users],
        async create(environment) {
          const client = environment.client(users);
          return { start: async () => void seen.push((await client.ensureUser({ userId: 'alice' })).created) };
        },
      },
    );
    const provider = noting(
      'users',
      { handlers: { ensureUser: async () => ({ created: true }) } },
      { provides: users },
    );
    await start([caller, provider]);
    expect(seen).toEqual([true]);
  });

  test('only the ports that modules declare are opened', async () => {
    await start([noting('a', {}, { ports: ['kv'] }), noting('b')]);
    expect(opened).toEqual(['kv']);
  });

  test('using what was not declared fails with the name of the module', async () => {
    const greedy = (create: Module['create']): Module => noting('greedy', {}, { create });
    await expect(
      start([
        greedy(async (environment) => {
          environment.client(users);
          return {};
        }),
      ]),
    ).rejects.toThrow('greedy failed to start: greedy does not declare calls to microchat.storage.v1.UserStore');
    await expect(start([greedy(async ({ kv }) => ({ handlers: kv }))])).rejects.toThrow(
      'greedy does not declare the port kv',
    );
  });

  test('a service that nobody serves is a clear error', async () => {
    const lonely = noting(
      'lonely',
      {},
      {
        calls: [users],
        create: async (environment) => ({ handlers: environment.client(users) }),
      },
    );
    await expect(start([lonely])).rejects.toThrow('nothing serves microchat.storage.v1.UserStore');
    await expect(start([lonely], 'unix:/elsewhere')).resolves.toBeInstanceOf(ModuleGraph);
  });

  test('a port that cannot be opened names the module that needs it', async () => {
    await expect(start([noting('a', {}, { ports: ['presence'] })])).rejects.toThrow(
      'a failed to start: no presence here',
    );
  });

  test('a failing start stops everything that was created and says which module failed', async () => {
    const failing = noting('b', { start: () => Promise.reject(new Error('port 8080 is taken')) });
    await expect(start([noting('a'), failing, noting('c')])).rejects.toThrow('b failed to start: port 8080 is taken');
    expect(events).toEqual(['create a', 'create b', 'create c', 'created', 'start a', 'stop c', 'stop b', 'stop a']);
  });

  test('a failing creation stops what was created before', async () => {
    const failing = noting('b', {}, { create: () => Promise.reject(new Error('bad option')) });
    await expect(start([noting('a'), failing, noting('c')])).rejects.toThrow('b failed to start: bad option');
    expect(events).toEqual(['create a', 'stop a']);
  });

  test('a module that provides a service must have handlers', async () => {
    await expect(start([noting('users', {}, { provides: users })])).rejects.toThrow('has no handlers');
  });

  test('a module that does not stop in time, or fails to, does not keep the others from stopping', async () => {
    const graph = await start([
      noting('a'),
      noting('b', { stop: () => Promise.reject(new Error('broken')) }),
      noting('c', { stop: () => new Promise(() => {}) }),
      noting('d'),
    ]);
    const stopped = graph.stop(1_000);
    await settle();
    expect(events).not.toContain('stop a');
    time.advance(1_000);
    expect(await stopped).toBe(false);
    expect(events.filter((event) => event.startsWith('stop'))).toEqual(['stop d', 'stop a']);
  });
});
