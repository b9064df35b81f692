import { ServiceError } from '@microchat/core/service-error';
import type { StoredPosition } from '@microchat/core/connection-session/stored-positions';
import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import type { Connection } from './connection.ts';

/** Positions in one call. */
const positionsMax = 500;

export interface PositionSaverDependencies {
  readonly sync: Pick<Client<SyncDefinition>, 'ack'>;
  retried(error: unknown): void;
  lost(count: number, error: unknown): void;
}

/** Brings stored positions to the device cursor. */
export class PositionSaver {
  readonly #dependencies: PositionSaverDependencies;
  readonly #running = new Set<Promise<void>>();

  constructor(dependencies: PositionSaverDependencies) {
    this.#dependencies = dependencies;
  }

  /** Saves what has gathered; what can't be saved now is tried again with the next. */
  save(connection: Connection): void {
    const positions = connection.session.positions.take(positionsMax);
    this.#track(
      this.#ack(connection, positions).catch((error) => {
        // Of a conversation that the user may not see any more there is nothing to be saved.
        if (connection.isClosing || isFinal(error)) return this.#dependencies.lost(positions.length, error);
        this.#dependencies.retried(error);
        connection.step({ type: 'saveFailed', positions });
      }),
    );
  }

  /** Saves the rest of a connection that ends. */
  saveAll(connection: Connection): void {
    while (connection.session.positions.unsaved > 0) {
      const positions = connection.session.positions.take(positionsMax);
      this.#track(this.#ack(connection, positions).catch((error) => this.#dependencies.lost(positions.length, error)));
    }
  }

  /** Saves claimed positions at once: the call refuses what the user may not see. Rejects with that error. */
  async verify(connection: Connection, positions: readonly StoredPosition[]): Promise<void> {
    await this.#ack(connection, positions);
    connection.step({ type: 'confirmed', positions });
  }

  /** Resolves when nothing is being saved any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #ack({ userId, deviceId }: Connection, positions: readonly StoredPosition[]): Promise<void> {
    await this.#dependencies.sync.ack({ userId, deviceId, positions: [...positions] });
  }

  #track(saving: Promise<void>): void {
    this.#running.add(saving);
    void saving.finally(() => this.#running.delete(saving));
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof ServiceError && (error.code === 'NOT_FOUND' || error.code === 'INVALID_ARGUMENT');
}
