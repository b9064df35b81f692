import type { Range } from './ranges.ts';

/** How the filling of one conversation's newest hole stands. */
export type Fetch =
  | { readonly phase: 'idle' }
  /** There is a hole; a connection or a free pull is awaited. */
  | { readonly phase: 'wanted'; readonly attempt: number }
  | { readonly phase: 'pulling'; readonly attempt: number; readonly range: Range }
  /** The last pull failed or brought nothing. */
  | { readonly phase: 'pausing'; readonly attempt: number };

export type FetchEvent =
  /** What is known or wanted has changed. */
  | { readonly type: 'looked' }
  | { readonly type: 'started' }
  | { readonly type: 'pageCame'; readonly progress: boolean }
  | { readonly type: 'failed' }
  | { readonly type: 'pauseOver' }
  | { readonly type: 'disconnected' };

export const idle: Fetch = { phase: 'idle' };

/** `hole`: the newest range that is missing now, if any. The caller starts a timer when it sees the phase become `pausing`. */
export function stepFetch(fetch: Fetch, event: FetchEvent, hole: Range | undefined): Fetch {
  switch (event.type) {
    case 'looked':
      return look(fetch, hole);
    case 'started':
      if (fetch.phase !== 'wanted' || hole === undefined) return look(fetch, hole);
      return { phase: 'pulling', attempt: fetch.attempt, range: hole };
    case 'pageCame':
      if (fetch.phase !== 'pulling') return look(fetch, hole);
      if (hole === undefined) return idle;
      return event.progress ? { phase: 'wanted', attempt: 0 } : { phase: 'pausing', attempt: fetch.attempt + 1 };
    case 'failed':
      if (fetch.phase !== 'pulling') return look(fetch, hole);
      return hole === undefined ? idle : { phase: 'pausing', attempt: fetch.attempt + 1 };
    case 'pauseOver':
      if (fetch.phase !== 'pausing') return look(fetch, hole);
      return hole === undefined ? idle : { phase: 'wanted', attempt: fetch.attempt };
    case 'disconnected':
      // A new connection may reach a healthy server: no reason to keep a pause.
      return hole === undefined ? idle : { phase: 'wanted', attempt: 0 };
  }
}

function look(fetch: Fetch, hole: Range | undefined): Fetch {
  if (fetch.phase === 'pulling') return fetch;
  if (hole === undefined) return idle;
  return fetch.phase === 'idle' ? { phase: 'wanted', attempt: 0 } : fetch;
}
