import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Config } from '@microchat/host/config/config';
import { externalEngines } from '@microchat/host/config/engine-combination';
import { loadConfig } from '@microchat/host/config/load-config';
import { variableFileName } from '@microchat/host/config/variable-file';
import { type Variable, variables } from '@microchat/host/config/variables';
import { resolveTarget } from '@microchat/host/target';
import { Ajv } from 'ajv';
import { parseCertificateOptions } from 'microchat/certificates/certificate-options';
import { moduleNodes, targetGroups } from 'microchat/graph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ComposeService, merged, ownServices, readCompose, root, withDefaults } from './compose-file.ts';

const base = readCompose('docker-compose.yml');
const overlay = readCompose('deploy/compose.production.yml');

/** The specification's own schema; dclint carries a copy and has releases. */
const schemaFile = join(
  dirname(createRequire(import.meta.url).resolve('dclint/package.json')),
  'schemas/compose.schema.json',
);
const { $schema: _, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

const secrets = mkdtempSync(join(tmpdir(), 'microchat-compose-'));
beforeAll(() => {
  execFileSync('sh', [join(root, 'deploy/compose/generate-secrets.sh'), secrets], {
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
  });
});
afterAll(() => rmSync(secrets, { recursive: true }));

describe('the schema', () => {
  test.each([
    ['docker-compose.yml', base],
    ['deploy/compose.production.yml', overlay],
    ['both together', merged(base, overlay)],
  ])('of the compose specification takes %s', (_, file) => {
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('refuses what is none', () => {
    expect(validate({ services: { a: { image: 'x', portz: [] } } })).toBe(false);
    expect(validate({ services: { a: { image: 'x', ports: 8080 } } })).toBe(false);
  });
});

describe.each([
  ['docker-compose.yml', base],
  ['docker-compose.yml with deploy/compose.production.yml', merged(base, overlay)],
])('%s', (_, file) => {
  const services = Object.entries(file.services);
  const servers = ownServices(file).filter(([, service]) => service.command === undefined);

  test('images are pinned to a version', () => {
    for (const [, { image }] of services) expect(image).toMatch(/^[a-z/]+:\d+\.\d+\.\d+(-[a-z]+)?$/);
  });

  test('networks, volumes and services that are named exist', () => {
    for (const [, service] of services) {
      for (const network of service.networks ?? []) expect(file.networks).toHaveProperty(network);
      for (const volume of service.volumes ?? []) expectSource(volume, file.volumes ?? {});
      for (const name of Object.keys(service.depends_on ?? {})) expect(file.services).toHaveProperty(name);
    }
  });

  test('who waits for a healthy service waits for one that has a health check', () => {
    for (const [, service] of services) {
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        const healthcheck = file.services[name]?.healthcheck;
        if (condition === 'service_healthy') expect(healthcheck?.test, name).toBeDefined();
        else expect(healthcheck, name).toEqual({ disable: true });
      }
    }
  });

  test.each(ownServices(file))('every variable of %s is one of ours', (_name, { environment = {} }) => {
    const all = Object.values<Variable<unknown>>(variables).filter(({ isInternal }) => !isInternal);
    const names = all.flatMap((variable) => [variable.name, variableFileName(variable)]);
    for (const name of Object.keys(environment)) expect(names).toContain(name);
  });

  test.each(servers)('the configuration of %s is valid', (_name, service) => {
    expect(configOf(service).tokenSecret).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(servers)('the targets of %s exist', (_name, service) => {
    expect(modulesOf(service)).not.toEqual([]);
  });

  test('every module runs somewhere', () => {
    const split = servers.filter(([, { profiles }]) => profiles === undefined);
    const running = new Set(split.flatMap(([, service]) => modulesOf(service)));
    // Its workers run it.
    const wanted = moduleNodes.map(({ name }) => name).filter((name) => name !== 'gateway');
    expect([...running].sort()).toEqual(wanted.sort());
  });

  test.each(servers)('%s finds what it calls', (_name, service) => {
    for (const { host, port } of calledBy(service)) {
      const called = file.services[host];
      expect(called, host).toBeDefined();
      expect(configOf(called ?? {}).rpcPort).toBe(port);
      expect(service.networks?.some((network) => called?.networks?.includes(network))).toBe(true);
    }
  });

  test.each(servers)('%s finds its engines', (_name, service) => {
    const engines = externalEngines(configOf(service));
    if (engines === undefined) return;
    const redis = new URL(engines.redisUrl);
    const addresses = [...engines.contactPoints, ...engines.brokers, redis.host].map((address) => address.split(':'));
    for (const [host = '', port] of addresses) {
      expect(file.services[host]?.networks).toContain('engines');
      expect(service.networks).toContain('engines');
      expect(port).toBe(enginePorts[imageName(file.services[host])]);
    }
  });

  test('engines are not published', () => {
    for (const [, service] of services) {
      if (service.networks?.includes('engines')) expect(service.ports).toBeUndefined();
    }
  });

  test('what is published is published on this machine only, at the ports of the configuration', () => {
    const defaults = loadConfig({});
    const open = new Set([defaults.apiPort, defaults.gatewayPort, defaults.businessPort]);
    for (const [, service] of services) {
      for (const published of service.ports ?? []) {
        const [address, outside, inside] = published.split(':');
        expect(address).toBe('127.0.0.1');
        expect(outside).toBe(inside);
        expect([...open]).toContain(Number(inside));
      }
    }
  });

  test('the certificates that are made are those that are used, under the names that are called', () => {
    const [command, ...args] = file.services['certificates']?.command ?? [];
    expect(command).toBe('certificates');
    const order = parseCertificateOptions(args, 0);
    const made = order.hosts.map(([name]) => name);
    for (const [, { environment = {} }] of servers) {
      const certificate = environment['MICROCHAT_RPC_CERT'];
      if (certificate === undefined) continue;
      const name = certificate.slice(`${order.dir}/`.length, -'.pem'.length);
      expect(made).toContain(name);
      expect(environment['MICROCHAT_RPC_CERT_KEY']).toBe(`${order.dir}/${name}-key.pem`);
      expect(environment['MICROCHAT_RPC_CA']).toBe(`${order.dir}/ca.pem`);
    }
    const called = servers.flatMap(([, service]) => calledBy(service).map(({ host }) => host));
    const advertised = servers.flatMap(([, service]) => configOf(service).rpcAdvertise ?? []);
    for (const name of [...called, ...advertised]) {
      expect(made).toContain(name);
      expect(file.services[name]?.environment?.['MICROCHAT_RPC_CERT']).toBe(`${order.dir}/${name}.pem`);
    }
  });

  test('no server sees the key of the authority', () => {
    const holders = services.filter(([, { volumes = [] }]) =>
      volumes.some((volume) => volume.startsWith('authority:')),
    );
    expect(holders.map(([name]) => name)).toEqual(['certificates']);
  });

  test('servers ask themselves by the probe, for what the metrics port answers', () => {
    for (const [name, { healthcheck }] of servers) {
      expect(healthcheck?.test, name).toEqual(['CMD', 'node', '/app/deploy/image/probe.cjs', '/readyz']);
    }
  });

  function expectSource(volume: string, volumes: Readonly<Record<string, unknown>>): void {
    const [source = ''] = volume.split(':');
    if (source.startsWith('.')) expect(statSync(join(root, source)).isFile()).toBe(true);
    else expect(volumes).toHaveProperty(source);
  }
});

describe('deploy/compose.production.yml', () => {
  test.each([
    ['cassandra', ['cassandra-2', 'cassandra-3']],
    ['kafka', ['kafka-2', 'kafka-3']],
  ])('the further nodes of %s are what the first one is', (first, others) => {
    const all = merged(base, overlay).services;
    const { environment: variables = {}, volumes: _, depends_on: __, ...rest } = all[first] ?? {};
    for (const other of others) {
      const { environment = {}, volumes: _volumes, depends_on: _dependsOn, ...otherRest } = all[other] ?? {};
      expect(otherRest).toEqual(rest);
      const own = new Set(['KAFKA_NODE_ID', 'KAFKA_ADVERTISED_LISTENERS']);
      for (const name of Object.keys(variables)) {
        if (!own.has(name)) expect(environment[name], `${other} ${name}`).toBe(variables[name]);
      }
    }
  });

  test('two of three copies decide', () => {
    const { services } = merged(base, overlay);
    expect(services['kafka']?.environment).toMatchObject({
      KAFKA_DEFAULT_REPLICATION_FACTOR: '3',
      KAFKA_MIN_INSYNC_REPLICAS: '2',
      KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE: 'false',
    });
    for (const name of ['migrate', 'storage', 'logic']) {
      expect(services[name]?.environment?.['MICROCHAT_CASSANDRA_REPLICAS']).toBe('3');
    }
  });
});

describe('generate-secrets.sh', () => {
  test('makes files for their owner only, and keeps them', () => {
    const read = () => readFileSync(join(secrets, 'rpc-keys'), 'utf8');
    const before = read();
    expect(statSync(join(secrets, 'rpc-keys')).mode & 0o777).toBe(0o600);
    const output = execFileSync('sh', [join(root, 'deploy/compose/generate-secrets.sh'), secrets], {
      env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
    });
    expect(output.toString()).toBe('');
    expect(read()).toBe(before);
  });
});

const enginePorts: Readonly<Record<string, string>> = { cassandra: '9042', 'apache/kafka': '9092', redis: '6379' };

function imageName(service: ComposeService | undefined): string {
  return service?.image?.split(':')[0] ?? '';
}

/** As the process in the container sees it, with the secrets of this test. */
function configOf({ environment = {} }: ComposeService): Config {
  return loadConfig(
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        withDefaults(value).replace(/^\/secrets\//, `${secrets}/`),
      ]),
    ),
  );
}

function modulesOf(service: ComposeService): string[] {
  const config = configOf(service);
  const names = moduleNodes.map(({ name }) => name);
  return [...resolveTarget(config.target, names, targetGroups(config))];
}

function calledBy({ environment = {} }: ComposeService): { readonly host: string; readonly port: number }[] {
  const services = environment['MICROCHAT_SERVICES'];
  if (services === undefined) return [];
  return services.split(',').map((entry) => {
    const [, host = '', port = ''] = /^[a-z-]+=([a-z0-9-]+):(\d+)$/.exec(entry) ?? [];
    return { host, port: Number(port) };
  });
}
