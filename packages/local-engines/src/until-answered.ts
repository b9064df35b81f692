import { setTimeout as sleep } from 'node:timers/promises';

export interface Starting {
  /** One question of a real client; throws if there is no answer, within seconds. */
  answer(): Promise<void>;
  /** Why the server has ended, undefined while it runs. */
  ended(): Promise<string | undefined> | undefined;
  readonly timeoutMs: number;
}

const intervalMs = 100;

/** Asks until the server answers. @throws when it ended or the time is over. */
export async function untilAnswered({ answer, ended, timeoutMs }: Starting): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const failure = await answer().catch((error: unknown) => String(error));
    const reason = await ended();
    if (reason !== undefined) throw new Error(`ended at its start: ${reason}`);
    if (failure === undefined) return;
    if (performance.now() > deadlineMs) throw new Error(`no answer within ${timeoutMs} ms: ${failure}`);
    await sleep(intervalMs);
  }
}
