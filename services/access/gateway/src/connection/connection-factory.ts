import type { SessionLimits } from '@microchat/core/connection-session/session-limits';
import type { ModuleEnvironment } from '@microchat/host/module';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { WorkerLimits } from '../gateway-options.ts';
import type { AcceptedClient } from '../listener/client-listener.ts';
import { Flusher } from '../outbound/flusher.ts';
import { Connection, type ConnectionActions, type ConnectionDependencies } from './connection.ts';
import type { Connections } from './connections.ts';

const idBytes = 12;

export interface ConnectionFactoryDependencies {
  readonly environment: Pick<ModuleEnvironment, 'timers' | 'random'>;
  readonly connections: Connections;
  readonly actions: ConnectionActions;
  readonly metrics: GatewayMetrics;
  readonly sessionLimits: SessionLimits;
  readonly limits: Pick<WorkerLimits, 'outboxBytesMax'>;
}

/** Makes a connection of an accepted client. */
export class ConnectionFactory {
  readonly #connections: Connections;
  readonly #dependencies: ConnectionDependencies;

  constructor({ environment, connections, actions, metrics, sessionLimits, limits }: ConnectionFactoryDependencies) {
    const { timers, random } = environment;
    this.#connections = connections;
    this.#dependencies = {
      actions,
      flusher: new Flusher(timers),
      timers,
      random,
      metrics,
      limits: sessionLimits,
      outboxBytesMax: limits.outboxBytesMax,
    };
  }

  create({ wire, events, encoding, admission }: AcceptedClient): void {
    const id = Buffer.from(this.#dependencies.random.bytes(idBytes)).toString('base64url');
    const connection = new Connection(id, encoding, wire, this.#dependencies, admission);
    this.#connections.add(connection);
    events.on('message', (data, isBinary) => connection.received(data, isBinary));
    events.on('ping', () => connection.step({ type: 'heard' }));
    events.on('pong', () => connection.step({ type: 'heard' }));
    // `ws` could not read a frame and has sent the close code for that.
    events.on('error', () => {
      this.#dependencies.metrics.webSocketErrors.inc();
      connection.step({ type: 'undecodable' });
    });
    events.on('close', () => {
      this.#connections.remove(connection);
      connection.step({ type: 'gone' });
    });
  }
}
