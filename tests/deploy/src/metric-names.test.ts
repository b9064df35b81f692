import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadConfig } from '@microchat/host/config/load-config';
import type { ModuleEnvironment } from '@microchat/host/module';
import { Readiness } from '@microchat/host/readiness';
import { realTimers } from '@microchat/testkit/real-timers';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { externalObservers } from 'microchat/external-metrics';
import { gatewayWorkersModule } from 'microchat/gateway-workers';
import { registerPublisherGauges } from 'microchat/publisher-gauges';
import { RestartRequests } from 'microchat/restart-requests';
import { ServerNode } from 'microchat/server-node';
import { type MetricObject, Registry } from 'prom-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { root } from './compose-file.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string };
}

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

const alerts = parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: AlertRule[] }[] };
const rules = alerts.groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('deploy/prometheus/dashboard.json')) as Dashboard;

/** By name, with its labels where they can be known; of a server with every module, on either kind of storage. */
type Metrics = ReadonlyMap<string, readonly string[] | undefined>;
let known: Metrics;

beforeAll(async () => {
  known = new Map([...(await metricsOfEmbeddedServer()), ...(await metricsOfTheRest())]);
});

describe('metrics that are named exist', () => {
  test.each(rules.map((rule) => [rule.alert, rule.expr]))('in the alert %s', (_, expression) =>
    expectKnown(expression),
  );

  test.each(dashboard.panels.map(({ title, targets }) => [title, targets.map(({ expr }) => expr).join(' ')]))(
    'in the panel %s',
    (_, expressions) => expectKnown(expressions),
  );

  test('in docs/operations.md', () => {
    const [, watch = ''] = read('docs/operations.md').split('## What to watch');
    const [table = ''] = watch.split('\n## ');
    expect(table.match(/`microchat_\w+/g)?.length).toBeGreaterThan(10);
    expectKnown(table.replaceAll('\\|', '|'));
  });

  test('and a name that does not exist is found out', () => {
    expect(() => expectKnown('rate(microchat_delivery_pushs_total[5m])')).toThrow(/microchat_delivery_pushs_total/);
    expect(() => expectKnown('microchat_cassandra_calls_total{result="x"}')).toThrow(/result/);
  });
});

test('every alert says in words what is wrong', () => {
  for (const { alert, annotations } of rules) expect(annotations.summary, alert).toMatch(/\w+ \w+/);
});

test('the scraped hosts and ports are those of the compose file', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, object> };
  const { metricsPort } = loadConfig({});
  const [job] = (parse(read('deploy/prometheus/prometheus.yml')) as { scrape_configs: ScrapeJob[] }).scrape_configs;
  const named = job?.dns_sd_configs.flatMap(({ names, port }) => names.map((name) => [name, port])) ?? [];
  const listed = job?.static_configs.flatMap(({ targets }) => targets.map((target) => target.split(':'))) ?? [];
  for (const [host, port] of [...named, ...listed]) {
    expect(compose.services).toHaveProperty(String(host));
    // Two workers.
    expect([metricsPort, metricsPort + 1, metricsPort + 2]).toContain(Number(port));
  }
});

interface ScrapeJob {
  readonly dns_sd_configs: { readonly names: string[]; readonly port: number }[];
  readonly static_configs: { readonly targets: string[] }[];
}

function expectKnown(text: string): void {
  const uses = text.matchAll(/\b((?:microchat|nodejs|process)_[a-z0-9_]+)(\{[^}]*\})?/g);
  for (const [, name = '', labels = ''] of uses) {
    const family = name.replace(/_bucket$/, '');
    expect([...known.keys()], name).toContain(family);
    const metric = known.get(family);
    // `job` and `instance` are Prometheus' own.
    for (const [, label = ''] of labels.matchAll(/(\w+)\s*[=!]~?/g)) {
      if (metric !== undefined && label !== 'job' && label !== 'instance') expect(metric, name).toContain(label);
    }
  }
}

async function metricsOfEmbeddedServer(): Promise<Metrics> {
  const dataDir = mkdtempSync(join(tmpdir(), 'microchat-metrics-'));
  const ports = ['API', 'GATEWAY', 'BUSINESS', 'METRICS'].map((name) => [`MICROCHAT_${name}_PORT`, '0']);
  const config = loadConfig({
    ...Object.fromEntries(ports),
    MICROCHAT_DATA_DIR: dataDir,
    MICROCHAT_GATEWAY_WORKERS: '0',
  });
  const node = await ServerNode.start(config, silentLogger(), new AbortController().signal);
  try {
    const response = await fetch(`http://127.0.0.1:${node.metricsPort}/metrics`);
    const names = [...(await response.text()).matchAll(/^# TYPE (\w+)/gm)];
    return new Map(names.map(([, name = '']) => [name, undefined]));
  } finally {
    await node.stop();
    rmSync(dataDir, { recursive: true });
  }
}

async function metricsOfTheRest(): Promise<Metrics> {
  const metrics = new Registry();
  const logger = silentLogger();
  externalObservers(metrics, logger);
  registerPublisherGauges(metrics, { backlogBytes: 0, partitions: 0 });
  const workers = gatewayWorkersModule({
    count: 0,
    fork: () => {
      throw new Error('there are no workers');
    },
    calls: [],
    readiness: new Readiness(),
    drainMs: 0,
    restarts: new RestartRequests(),
  });
  await workers.create({ metrics, logger, timers: realTimers } as ModuleEnvironment);
  const all = metrics.getMetricsAsArray() as (MetricObject & { readonly labelNames?: readonly string[] })[];
  return new Map(all.map(({ name, labelNames }) => [name, labelNames]));
}
