import type { CassandraClusterReport } from '@microchat/adapters-cassandra/cassandra-cluster-report';
import type { Config } from '@microchat/host/config/config';

import { type Finding, findingsAbout } from './finding.ts';
import { judgeClock } from './judge-clock.ts';

const subject = 'Cassandra';
const about = findingsAbout(subject);
const majorVersionMin = 5;

export type CassandraConfig = Pick<Config, 'cassandraKeyspace' | 'cassandraDataCenter' | 'cassandraReplicas'>;

/** What a cluster that answers is good for. */
export function judgeCassandra(report: CassandraClusterReport, config: CassandraConfig): Finding[] {
  return [
    judgeNodes(report),
    judgeSchema(report, config),
    ...judgeReplicas(report, config),
    ...judgeSettings(report, config),
    judgeClock(subject, report),
  ];
}

function judgeNodes({ nodes }: CassandraClusterReport): Finding {
  const versions = [...new Set(nodes.map(({ version }) => version))].sort();
  const known = `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}, version ${versions.join(', ')}`;
  const isOld = versions.some((version) => Number.parseInt(version, 10) < majorVersionMin);
  return isOld ? about.problem(known, `use Cassandra ${majorVersionMin} or newer`) : about.ok(known);
}

function judgeSchema({ schema, replicas }: CassandraClusterReport, { cassandraKeyspace }: CassandraConfig): Finding {
  const advice = 'run microchat migrate (a server that starts does the same)';
  if (replicas === undefined) return about.problem(`there is no keyspace ${cassandraKeyspace}`, advice);
  if (schema.missing.length > 0) {
    return about.problem(`keyspace ${cassandraKeyspace} lacks migrations: ${schema.missing.join(', ')}`, advice);
  }
  if (schema.unknown.length > 0) {
    return about.warning(
      `keyspace ${cassandraKeyspace} was migrated by a newer version of MicroChat`,
      'fine while an upgrade goes on; then use the newer version everywhere',
    );
  }
  return about.ok(`keyspace ${cassandraKeyspace} is up to date`);
}

function judgeReplicas({ nodes, replicas }: CassandraClusterReport, config: CassandraConfig): Finding[] {
  if (replicas === undefined) return [];
  const { cassandraKeyspace: keyspace, cassandraDataCenter: dataCenter } = config;
  // A simple strategy counts without data centers.
  const copies = replicas[dataCenter] ?? replicas['replication_factor'];
  const local = nodes.filter((node) => node.dataCenter === dataCenter).length;
  if (copies === undefined) {
    return [
      about.problem(
        `keyspace ${keyspace} has no copies in data center ${dataCenter}, only in ${Object.keys(replicas).join(', ')}`,
        'ALTER KEYSPACE ... WITH replication, then nodetool repair --full; or correct MICROCHAT_CASSANDRA_DATA_CENTER',
      ),
    ];
  }
  return [judgeCopies(copies, local, keyspace), ...judgeWish(copies, config)];
}

function judgeCopies(copies: number, nodes: number, keyspace: string): Finding {
  const majority = Math.floor(copies / 2) + 1;
  const what = `${copies} ${copies === 1 ? 'copy' : 'copies'} of every row on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
  if (majority > nodes) {
    return about.problem(
      `${what}: writes need ${majority} of them and fail`,
      `add nodes, or ALTER KEYSPACE ${keyspace}`,
    );
  }
  if (copies < 3) {
    const loss = copies === 1 ? 'data is lost with its node' : 'writes stop while one of two nodes is away';
    return about.warning(
      `${what}: ${loss}`,
      `where data matters: three nodes, ALTER KEYSPACE ${keyspace} with 3 copies, nodetool repair --full`,
    );
  }
  return about.ok(what);
}

function judgeWish(copies: number, { cassandraReplicas, cassandraKeyspace }: CassandraConfig): Finding[] {
  if (cassandraReplicas === copies || cassandraReplicas === 1) return [];
  return [
    about.warning(
      `MICROCHAT_CASSANDRA_REPLICAS is ${cassandraReplicas}, but the keyspace has ${copies}: it only counts when the keyspace is created`,
      `ALTER KEYSPACE ${cassandraKeyspace} WITH replication, then nodetool repair --full`,
    ),
  ];
}

function judgeSettings({ settings, replicas }: CassandraClusterReport, config: CassandraConfig): Finding[] {
  if (settings === undefined) return [];
  const findings: Finding[] = [];
  const copies = replicas?.[config.cassandraDataCenter] ?? 1;
  const { commitLogSync, paxosVariant } = settings;
  if (commitLogSync === 'periodic' && copies < 3) {
    findings.push(
      about.warning(
        'commitlog_sync is periodic: a node that is killed forgets what it acknowledged in the last moments',
        'cassandra.yaml: commitlog_sync: group with commitlog_sync_group_window: 2ms (docs/operations.md)',
      ),
    );
  } else if (commitLogSync !== undefined) {
    findings.push(about.ok(`commitlog_sync is ${commitLogSync}`));
  }
  if (paxosVariant === 'v1') {
    findings.push(
      about.warning(
        'paxos_variant is v1: conditional writes take a round more',
        'cassandra.yaml: paxos_variant: v2 on all nodes, with repairs of Paxos',
      ),
    );
  }
  return findings;
}
