import { TokenService } from '@microchat/auth/token-service';
import { freePort } from '@microchat/local-engines/free-port';
import { rest } from '@microchat/tests-e2e/rest';
import { type ServerProcess, startServer } from '@microchat/tests-e2e/server';
import { createGroup } from '@microchat/tests-e2e/wire-client';
import { pin, serverCore } from './pinning.ts';

const secret = 'the secret of a server that lives for a benchmark';
const membersPerCall = 500;

export interface BenchServer extends ServerProcess {
  readonly metricsPort: number;
  tokenOf(userId: string): Promise<string>;
}

export interface BenchServerOptions {
  readonly dataDir?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The whole embedded server on one core, as it comes: gateway inside the main process, durable before it answers. */
export async function startBenchServer({ dataDir, variables }: BenchServerOptions = {}): Promise<BenchServer> {
  const tokens = new TokenService(Buffer.from(secret), Date);
  const metricsPort = await freePort();
  const server = await startServer({
    workers: 0,
    ...(dataDir === undefined ? {} : { dataDir }),
    variables: {
      MICROCHAT_TOKEN_SECRET: secret,
      MICROCHAT_METRICS_PORT: String(metricsPort),
      // The admission of 2 000 connections a second protects who is connected; it would bound how fast a load is built up.
      MICROCHAT_CONNECTS_PER_SECOND: '100000',
      ...variables,
    },
  });
  pin(server.pid, serverCore);
  return {
    ...server,
    metricsPort,
    tokenOf: (userId) => tokens.issueAccess({ userId, revocationVersion: 0 }),
  };
}

/** A group of users that have connected before. */
export async function createLargeGroup(server: BenchServer, memberIds: readonly string[]): Promise<string> {
  const token = await server.tokenOf(memberIds[0] ?? '');
  const { groupId } = await createGroup(server, token, 'bench', memberIds.slice(1, membersPerCall));
  for (let start = membersPerCall; start < memberIds.length; start += membersPerCall) {
    const userIds = memberIds.slice(start, start + membersPerCall);
    const { status } = await rest(server, 'POST', `/v1/groups/${groupId}/members`, token, { userIds });
    if (status >= 300) throw new Error(`members were refused with ${status}`);
  }
  return groupId;
}
