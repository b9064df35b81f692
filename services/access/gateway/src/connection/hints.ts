import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import { stateFrame } from '../outbound/notify-frames.ts';
import { BoundedRunner } from './bounded-runner.ts';
import type { Connection } from './connection.ts';

/** After a lost lease all connections want a hint at once; the store gets so many reads at a time. */
const runningMax = 32;
/** Newest first: a longer hint would say nothing more urgent, and the heartbeat finds the rest. */
const conversationsMax = 100;

export interface HintDependencies {
  readonly sync: Pick<Client<SyncDefinition>, 'getChanges'>;
  hinted(): void;
  failed(error: unknown): void;
}

/** Tells connections, in place of messages that were not delivered, which conversations have new heads. */
export class Hints {
  readonly #dependencies: HintDependencies;
  readonly #runner = new BoundedRunner(runningMax);

  constructor(dependencies: HintDependencies) {
    this.#dependencies = dependencies;
  }

  /** A session has at most one hint under way, so the queue is bounded by the connections. */
  collect(connection: Connection): void {
    this.#runner.run(() => this.#collect(connection));
  }

  async #collect(connection: Connection): Promise<void> {
    if (connection.isClosing) return;
    const { sync, hinted, failed } = this.#dependencies;
    try {
      const { userId, cursor } = connection;
      const changes = await sync.getChanges({ userId, cursor, limit: conversationsMax });
      connection.told(changes);
      const frame = stateFrame([], changes.conversations);
      if (frame === undefined) return connection.step({ type: 'hintEmpty' });
      connection.hinted(frame);
      hinted();
    } catch (error) {
      failed(error);
      connection.step({ type: 'hintFailed' });
    }
  }
}
