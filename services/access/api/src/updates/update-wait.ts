import { ServiceError } from '@microchat/core/service-error';
import type { Changes__Output } from '@microchat/proto/microchat/client/v1/Changes';
import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import { isNews } from '../domain/updates.ts';

export type SyncReads = Pick<Client<SyncDefinition>, 'getChanges' | 'getHeads'>;

export interface UpdateRequest {
  readonly userId: string;
  /** '' = a device without a name, which may wait several times. */
  readonly deviceId: string;
  readonly cursor: string;
  readonly waitMs: number;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
  recheckToken(): Promise<void>;
}

/** How a wait ended. `refused`: its token is not good any more; `failed`: the first read did. */
export type WaitOutcome = 'changed' | 'empty' | 'replaced' | 'draining' | 'gone' | 'refused' | 'failed';

/** Somebody who waits for news. The answer carries a cursor from which nothing is skipped, however the wait ends. */
export class UpdateWait {
  readonly request: UpdateRequest;
  readonly #sync: SyncReads;
  readonly #answer = Promise.withResolvers<Changes__Output>();
  #cursor: string;
  #outcome: WaitOutcome | undefined;

  constructor(request: UpdateRequest, sync: SyncReads) {
    this.request = request;
    this.#sync = sync;
    this.#cursor = request.cursor;
  }

  get outcome(): WaitOutcome | undefined {
    return this.#outcome;
  }

  /** Rejects with UNAUTHENTICATED when the token is not good any more. */
  get answer(): Promise<Changes__Output> {
    return this.#answer.promise;
  }

  /** Reads what changed, and ends the wait if that is anything. Rejects with the store's errors. */
  async read(): Promise<void> {
    const { userId, signal } = this.request;
    const changes = await this.#sync.getChanges({ userId, cursor: this.#cursor, limit: 0 }, { signal });
    if (isNews(changes)) this.#end('changed', changes);
    else this.#cursor = changes.cursor;
  }

  /** The cheap question first, as a heartbeat asks it. Rejects with the store's errors: the next round asks again. */
  async check(): Promise<void> {
    const { userId, signal, recheckToken } = this.request;
    try {
      await recheckToken();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'UNAUTHENTICATED') throw error;
      this.#outcome ??= 'refused';
      this.#answer.reject(error);
      return;
    }
    const pong = await this.#sync.getHeads({ userId, cursor: this.#cursor }, { signal });
    if (pong.heads.length > 0 || pong.hasMore) await this.read();
    else this.#cursor = pong.cursor;
  }

  /** Ends the wait without news. */
  end(outcome: WaitOutcome): void {
    this.#end(outcome, { conversations: [], cursor: this.#cursor, hasMore: false, reset: false });
  }

  #end(outcome: WaitOutcome, changes: Changes__Output): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = outcome;
    this.#answer.resolve(changes);
  }
}
