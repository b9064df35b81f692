import { secretBytesMin, TokenService } from '@microchat/auth/token-service';
import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { ApiMetrics } from '../api-metrics.ts';
import { Authenticator } from '../authenticator.ts';
import type { StaticAssets } from '../contract.ts';
import type { Clients } from '../http/route.ts';
import { apiRoutes } from '../routes.ts';
import { buildServer } from '../server.ts';
import { Updates } from '../updates/updates.ts';
import { UserRecords } from '../user-records.ts';
import { FakeClients } from './fake-clients.ts';

export interface TestApiOptions {
  readonly devTokens?: boolean;
  readonly allowedOrigins?: readonly string[];
  readonly page?: StaticAssets;
  readonly isReady?: () => boolean;
}

/** The API's server on fake services, driven through inject. */
export class TestApi {
  readonly time = new ManualTime();
  readonly services = new FakeClients();
  readonly tokens = new TokenService(new Uint8Array(secretBytesMin).fill(1), this.time);
  readonly metrics = new Registry();
  readonly updates: Updates;
  readonly app: FastifyInstance;

  constructor(options: TestApiOptions = {}) {
    const clients = this.services as unknown as Clients;
    const users = new UserRecords(clients.userStore, this.time);
    const metrics = new ApiMetrics(this.metrics);
    this.updates = new Updates({
      sync: clients.sync,
      timers: this.time,
      random: new SeededRandom(1),
      observer: metrics,
    });
    this.app = buildServer({
      routes: apiRoutes({
        clients,
        tokens: this.tokens,
        users,
        updates: this.updates,
        devTokens: options.devTokens ?? true,
        isReady: options.isReady ?? (() => true),
      }),
      authenticator: new Authenticator(this.tokens, users),
      allowedOrigins: options.allowedOrigins ?? [],
      page: options.page,
      timers: this.time,
      logger: silentLogger(),
      metrics,
    });
  }

  token(userId: string, revocationVersion = 0): Promise<string> {
    return this.tokens.issueAccess({ userId, revocationVersion });
  }

  /** A request of a user with a JSON body. */
  async call(userId: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown) {
    const response = await this.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${await this.token(userId)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.statusCode, headers: response.headers, body: response.json<Record<string, unknown>>() };
  }
}
