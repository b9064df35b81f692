import type { Random } from '@microchat/ports/time';

/**
 * What a client knows of one instance of a service.
 * - `new`: it has not answered yet.
 * - `up`: it answers. Only such instances get calls while there are any.
 * - `suspect`: calls wait and nothing comes back.
 * - `away`: no connection, or it does not want calls. `failures`: how often in a row it was found so.
 */
export type InstanceState =
  | { readonly kind: 'new' | 'up' | 'suspect' }
  | { readonly kind: 'away'; readonly failures: number };

export type InstanceEvent =
  /** An answer to a call. */
  | 'answered'
  /** No connection, or not any more; or it said that it stops. */
  | 'lost'
  /** Calls have been waiting for `silentMsMax` without any answer. */
  | 'silent'
  /** A health check: it serves. */
  | 'probeServing'
  /** A health check: it lives and wants no calls, or refuses us. */
  | 'probeNotServing'
  /** A health check without an answer in time. */
  | 'probeUnanswered';

export const newInstance: InstanceState = { kind: 'new' };
const up: InstanceState = { kind: 'up' };
const suspect: InstanceState = { kind: 'suspect' };

/** Calls that wait this long without any answer from their instance make it suspect. Milliseconds. */
export const silentMsMax = 2_000;
/** Quiet this long with calls waiting, an instance is asked; one that is only slow answers. */
export const quietMsMax = 1_000;
/** A health check waits this long. */
export const probeTimeoutMs = 1_000;

const suspectProbeMs = 500;
const awayProbeMsMin = 100;
const awayProbeMsMax = 2_000;
const failuresMax = 16;

/** The state after an event. */
export function nextState(state: InstanceState, event: InstanceEvent): InstanceState {
  switch (event) {
    case 'answered':
      // A server that stops still answers what it has begun: only a health check brings an instance back.
      return state.kind === 'away' ? state : up;
    case 'probeServing':
      return up;
    case 'lost':
    case 'probeNotServing':
      return away(state);
    case 'silent':
      return state.kind === 'away' ? state : suspect;
    case 'probeUnanswered':
      // Whether one that was up is silent, its calls tell.
      return state.kind === 'up' || state.kind === 'suspect' ? state : away(state);
  }
}

/** Milliseconds until the next health check; undefined: none is needed. */
export function probeDelayMs(state: InstanceState, random: Random): number | undefined {
  switch (state.kind) {
    case 'up':
      return undefined;
    case 'new':
      return 0;
    case 'suspect':
      return suspectProbeMs;
    case 'away':
      return Math.min(awayProbeMsMax, awayProbeMsMin * 2 ** (state.failures - 1)) * (0.5 + random.next() / 2);
  }
}

function away(state: InstanceState): InstanceState {
  return { kind: 'away', failures: state.kind === 'away' ? Math.min(failuresMax, state.failures + 1) : 1 };
}
