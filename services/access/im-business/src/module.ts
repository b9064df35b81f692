import type { Module } from '@microchat/host/module';
import { messaging } from '@microchat/messaging/contract';
import { presence } from '@microchat/presence/contract';
import { GrpcServer } from '@microchat/rpc/grpc-server';
import type { RpcObserver } from '@microchat/rpc/rpc-observer';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import type { Handlers } from '@microchat/rpc/service-contract';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import { userStore } from '@microchat/user-store/contract';
import { BusinessEdge } from './business-edge.ts';
import { businessLimits } from './business-limits.ts';
import { BusinessMetrics } from './business-metrics.ts';
import { imBusiness, type ImBusinessDefinition, type ImBusinessOptions } from './contract.ts';
import { getPresence } from './handlers/get-presence.ts';
import { issueToken } from './handlers/issue-token.ts';
import { kickDevice } from './handlers/kick-device.ts';
import { revokeTokens } from './handlers/revoke-tokens.ts';
import { sendMessage } from './handlers/send-message.ts';
import { KeyRing } from './key-ring.ts';

/** The gRPC port for business servers, beside the ports for people's devices. Its calls are not served inside. */
export function imBusinessModule(options: ImBusinessOptions): Module {
  return {
    name: 'im-business',
    calls: [messaging, presence, userStore],
    ports: [],
    async create(environment) {
      const { logger, timers, clock } = environment;
      const users = environment.client(userStore);
      const handlers: Handlers<ImBusinessDefinition> = {
        issueToken: issueToken(options.tokens, users),
        revokeTokens: revokeTokens(users),
        kickDevice: kickDevice(users),
        sendMessage: sendMessage(environment.client(messaging), users),
        getPresence: getPresence(environment.client(presence)),
      };
      const observer: RpcObserver = {
        ...silentObserver,
        internalError: (method, error) => logger.error({ method, err: error }, 'call failed with an internal error'),
      };
      const registry = new ServiceRegistry(observer);
      registry.add(imBusiness, handlers);
      const server = new GrpcServer({
        registry,
        clock,
        timers,
        observer,
        callsInFlightMax: businessLimits.callsInFlightMax,
        requestBytesMax: businessLimits.requestBytesMax,
        edge: new BusinessEdge(new KeyRing(options.keys), new BusinessMetrics(environment.metrics), timers),
      });
      return {
        async start() {
          if (options.keys.length === 0) {
            logger.warn('no API keys are configured: the business port stays closed');
            return;
          }
          const port = await server.listen(`${options.host}:${options.port}`);
          logger.info({ port, keys: options.keys.map(({ name }) => name) }, 'listening for business servers');
          options.onListening?.(port);
        },
        async stop() {
          await server.stop(businessLimits.drainTimeoutMs);
        },
      };
    },
  };
}
