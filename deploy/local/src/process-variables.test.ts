import { expect, test } from 'vitest';
import { ClusterKeys } from './cluster-keys.ts';
import { freePorts, wellKnownPorts } from './cluster-ports.ts';
import { type ClusterSettings, processVariables, serviceMap } from './process-variables.ts';
import { type ProcessDefinition, splitTopology } from './topology.ts';

function definition(name: string): ProcessDefinition {
  const found = splitTopology.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no process ${name}`);
  return found;
}

function settings(overrides: Partial<ClusterSettings> = {}): ClusterSettings {
  return {
    topology: splitTopology,
    ports: wellKnownPorts(splitTopology),
    engines: { cassandra: 'c:1', kafka: 'k:2', redis: 'redis://r:3' },
    keys: new ClusterKeys(),
    certificates: { ca: '/ca', certificate: '/certificate', key: '/key' },
    dataDir: '/data',
    variables: {},
    ...overrides,
  };
}

test('the split has at least seven processes, two message stores and two workers on one port', () => {
  expect(new Set(splitTopology.map(({ name }) => name)).size).toBe(splitTopology.length);
  expect(splitTopology.length).toBeGreaterThanOrEqual(7);
  expect(splitTopology.filter(({ target }) => target.includes('message-store'))).toHaveLength(2);
  expect(definition('gateway').workers).toBe(2);
});

test('every called module is in the service map, the message store twice', () => {
  const entries = serviceMap(definition('gateway'), settings()).split(',');
  const names = entries.map((entry) => entry.split('=')[0] ?? '');
  expect(names.toSorted()).toEqual(
    [
      'group-store',
      'membership',
      'message-store',
      'message-store',
      'messaging',
      'presence',
      'session-store',
      'sync',
      'user-store',
    ].toSorted(),
  );
  expect(new Set(entries).size).toBe(entries.length);
});

test('a process listens where the service map says', () => {
  const variables = processVariables(definition('message-store-2'), settings());
  expect(variables).toMatchObject({
    MICROCHAT_TARGET: 'message-store',
    MICROCHAT_DATA_DIR: '/data',
    CASSANDRA_CONTACT_POINTS: 'c:1',
    KAFKA_BROKERS: 'k:2',
    REDIS_URL: 'redis://r:3',
    MICROCHAT_RPC_CA: '/ca',
  });
  expect(variables['MICROCHAT_SERVICES']).toContain(`message-store=127.0.0.1:${variables['MICROCHAT_RPC_PORT']}`);
});

test('each layer has the key to what it calls, and stores have none', () => {
  const here = settings();
  const keyOf = (name: string) => processVariables(definition(name), here)['MICROCHAT_RPC_KEY'];
  const accepted = (processVariables(definition('sync'), here)['MICROCHAT_RPC_KEYS'] ?? '').split(',');
  expect(accepted).toContain(`logic:${keyOf('delivery')}:storage+logic+push`);
  expect(accepted).toContain(`access:${keyOf('gateway')}:storage+logic+push`);
  expect(keyOf('message-store-1')).toBeUndefined();
  expect(new ClusterKeys().accepted).not.toBe(here.keys.accepted);
});

test('nobody listens to calls where nobody calls', () => {
  const variables = processVariables(definition('delivery'), settings());
  expect(variables['MICROCHAT_RPC_PORT']).toBeUndefined();
  expect(variables['MICROCHAT_RPC_KEYS']).toBeUndefined();
});

test('a process is told of those only that it shall know', () => {
  const gateway: ProcessDefinition = { ...definition('gateway'), knows: ['messaging', 'message-store-2'] };
  const modules = serviceMap(gateway, settings())
    .split(',')
    .map((entry) => entry.split('=')[0]);
  expect(modules).toEqual(['message-store', 'messaging', 'presence']);
});

test('variables of one process win over those of all', () => {
  const gateway: ProcessDefinition = { ...definition('gateway'), variables: { MICROCHAT_HEARTBEAT_MS: '2' } };
  const variables = processVariables(gateway, settings({ variables: { MICROCHAT_HEARTBEAT_MS: '1' } }));
  expect(variables['MICROCHAT_HEARTBEAT_MS']).toBe('2');
});

test.each([
  ['well known', wellKnownPorts(splitTopology)],
  ['free', await freePorts(splitTopology, { api: 8080 })],
])('no two listeners share a port (%s)', (_, ports) => {
  const workers = new Map(splitTopology.map(({ name, workers: count = 0 }) => [name, count]));
  const taken = [ports.rpc, ports.metrics].flatMap((map) =>
    [...map].flatMap(([name, first]) =>
      first === 0 ? [] : Array.from({ length: 1 + (workers.get(name) ?? 0) }, (_, at) => first + at),
    ),
  );
  const all = [...taken, ...Object.values(ports.public)];
  expect(new Set(all).size).toBe(all.length);
  expect(ports.public.api).toBe(8080);
});
