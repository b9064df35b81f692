import type { RedisServerReport } from '@microchat/adapters-redis/redis-server-report';

import { type Finding, findingsAbout } from './finding.ts';
import { judgeClock } from './judge-clock.ts';

const subject = 'Redis';
const about = findingsAbout(subject);
const majorVersionMin = 6;

/** What a server that answers is good for. */
export function judgeRedis(report: RedisServerReport): Finding[] {
  return [judgeServer(report), judgeMemory(report), judgeClock(subject, report)];
}

function judgeServer({ version, role, isCluster, keepsAppendOnlyFile }: RedisServerReport): Finding {
  if (isCluster) {
    return about.problem(
      'it is a cluster, which spreads keys that must lie together',
      'REDIS_URL: one primary, with replicas and a failover if it is to survive',
    );
  }
  if (role !== 'master') {
    return about.problem(`it is a ${role} and takes no writes`, 'REDIS_URL: the address of the primary');
  }
  const what = `version ${version}, primary`;
  if (Number.parseInt(version, 10) < majorVersionMin) {
    return about.problem(what, `use Redis ${majorVersionMin} or newer`);
  }
  const persistence = keepsAppendOnlyFile ? 'keeps an append-only file (not needed)' : 'keeps nothing (fine)';
  return about.ok(`${what}, ${persistence}: gateways register again within a lease`);
}

function judgeMemory({ memoryMax, evictionPolicy }: RedisServerReport): Finding {
  if (memoryMax > 0 && evictionPolicy !== 'noeviction') {
    return about.warning(
      `maxmemory-policy is ${evictionPolicy}: it forgets who is connected when memory runs out, and pushes come late`,
      'maxmemory-policy noeviction',
    );
  }
  return about.ok(`maxmemory-policy is ${evictionPolicy}`);
}
