import type { StoredPosition } from '@microchat/core/connection-session/stored-positions';
import { ServiceError } from '@microchat/core/service-error';
import { reasons } from '@microchat/protocol/reasons';
import type { Answer, HelloFrame, RequestClients, RequestFrame } from '../requests/request.ts';
import { answerRequest } from '../requests/answer-request.ts';
import type { Routing } from '../routing/routing.ts';
import type { BoundedRunner } from './bounded-runner.ts';
import type { ConnectFlow } from './connect-flow.ts';
import type { Connection, ConnectionActions } from './connection.ts';
import type { Hints } from './hints.ts';
import type { MissedGroups } from './missed-groups.ts';
import type { PositionSaver } from './position-saver.ts';

export interface WorkerActionsDependencies {
  readonly clients: RequestClients;
  readonly routing: Pick<Routing, 'users' | 'groups'>;
  readonly connectFlow: ConnectFlow;
  readonly connects: BoundedRunner;
  readonly hints: Hints;
  readonly missedGroups: MissedGroups;
  readonly positions: PositionSaver;
  /** A request failed for a reason that is not the client's. */
  unexpected(error: unknown): void;
}

/** What the worker does for its connections. */
export class WorkerActions implements ConnectionActions {
  readonly #dependencies: WorkerActionsDependencies;

  constructor(dependencies: WorkerActionsDependencies) {
    this.#dependencies = dependencies;
  }

  connect(connection: Connection, frame: HelloFrame): void {
    const { connects, connectFlow } = this.#dependencies;
    connects.run(() => connectFlow.run(connection, frame));
  }

  serve(connection: Connection, frame: RequestFrame): void {
    void this.#serve(connection, frame);
  }

  hint(connection: Connection): void {
    this.#dependencies.hints.collect(connection);
  }

  save(connection: Connection): void {
    this.#dependencies.positions.save(connection);
  }

  verify(connection: Connection, id: number, positions: readonly StoredPosition[]): void {
    void this.#verify(connection, id, positions);
  }

  leave(connection: Connection): void {
    const { routing, positions } = this.#dependencies;
    routing.users.remove(connection);
    for (const groupId of [...connection.groups]) routing.groups.leave(groupId, connection);
    positions.saveAll(connection);
  }

  async #serve(connection: Connection, frame: RequestFrame): Promise<void> {
    try {
      const answer = await answerRequest(this.#dependencies.clients, connection, frame);
      this.#told(connection, answer);
      // A pong answers no id: it says what is so now.
      connection.answer(answer.pong ? 0 : frame.id, answer);
    } catch (error) {
      connection.answerError(frame.id, this.#failureOf(error));
    }
    connection.served(frame);
  }

  #told(connection: Connection, { changes, pong }: Answer): void {
    const told = changes ?? pong;
    if (!told) return;
    const conversations = changes?.conversations ?? pong?.heads ?? [];
    // Before the cursor moves over what may have been missed.
    this.#dependencies.missedGroups.named(
      connection,
      conversations.map(({ conversationId = '' }) => conversationId),
    );
    connection.told({ cursor: told.cursor ?? '', hasMore: told.hasMore ?? false });
  }

  async #verify(connection: Connection, id: number, positions: readonly StoredPosition[]): Promise<void> {
    try {
      await this.#dependencies.positions.verify(connection, positions);
    } catch (error) {
      connection.answerError(id, this.#failureOf(error));
    }
    connection.step({ type: 'answered', page: false });
  }

  #failureOf(error: unknown): ServiceError {
    if (error instanceof ServiceError) return error;
    this.#dependencies.unexpected(error);
    return new ServiceError('INTERNAL', { reason: reasons.internal, message: 'internal error' });
  }
}
