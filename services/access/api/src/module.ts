import type { AddressInfo } from 'node:net';
import type { Module } from '@microchat/host/module';
import { membership } from '@microchat/membership/contract';
import { messaging } from '@microchat/messaging/contract';
import { sync } from '@microchat/sync/contract';
import { userStore } from '@microchat/user-store/contract';
import { ApiMetrics } from './api-metrics.ts';
import { Authenticator } from './authenticator.ts';
import type { ApiOptions } from './contract.ts';
import { apiRoutes } from './routes.ts';
import { buildServer } from './server.ts';
import { Updates } from './updates/updates.ts';
import { UserRecords } from './user-records.ts';

/** The REST API: short connections, the same operations as the gateway's. */
export function apiModule(options: ApiOptions): Module {
  return {
    name: 'api',
    calls: [messaging, sync, membership, userStore],
    ports: [],
    async create(environment) {
      const clients = {
        messaging: environment.client(messaging),
        sync: environment.client(sync),
        membership: environment.client(membership),
        userStore: environment.client(userStore),
      };
      const { tokens, devTokens, allowedOrigins, page } = options;
      const users = new UserRecords(clients.userStore, environment.timers);
      const metrics = new ApiMetrics(environment.metrics);
      const updates = new Updates({
        sync: clients.sync,
        timers: environment.timers,
        random: environment.random,
        observer: metrics,
      });
      const app = buildServer({
        routes: apiRoutes({ clients, tokens, users, updates, devTokens, isReady: () => options.isReady() }),
        authenticator: new Authenticator(tokens, users),
        allowedOrigins,
        page,
        timers: environment.timers,
        logger: environment.logger,
        metrics,
      });
      return {
        async start() {
          await app.listen({ host: options.host, port: options.port });
          options.onListening?.((app.server.address() as AddressInfo).port);
        },
        async stop() {
          updates.drain();
          await app.close();
        },
      };
    },
  };
}
