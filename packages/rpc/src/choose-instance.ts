import type { Random } from '@microchat/ports/time';

import type { OutgoingCall } from './channel.ts';
import { hashText, rendezvousScore } from './rendezvous.ts';

/** What the choice needs to know of an instance. */
export interface Candidate {
  readonly address: string;
  /** `hashText` of the address. */
  readonly addressHash: number;
  /** In flight. */
  readonly calls: { readonly size: number };
}

/**
 * The instance for a call: one that answers and where the call has not failed yet; if there is none, one that does not
 * answer; if it failed everywhere, any. Among them the highest ranked for the affinity key, or without one the less busy of
 * two at random. Undefined only if there are no instances.
 */
export function chooseInstance<Instance extends Candidate>(
  call: Pick<OutgoingCall, 'affinityKey' | 'failedAt'>,
  available: readonly Instance[],
  all: readonly Instance[],
  random: Random,
): Instance | undefined {
  const { affinityKey, failedAt } = call;
  for (const instances of [available, all]) {
    const untried = failedAt.length === 0 ? instances : instances.filter(({ address }) => !failedAt.includes(address));
    if (untried.length > 0) return pick(affinityKey, untried, random);
  }
  return pick(affinityKey, available.length > 0 ? available : all, random);
}

function pick<Instance extends Candidate>(
  affinityKey: string,
  instances: readonly Instance[],
  random: Random,
): Instance | undefined {
  if (instances.length <= 1) return instances[0];
  return affinityKey === '' ? lessBusyOfTwo(instances, random) : highestRanked(affinityKey, instances);
}

function highestRanked<Instance extends Candidate>(
  affinityKey: string,
  instances: readonly Instance[],
): Instance | undefined {
  const keyHash = hashText(affinityKey);
  let best: Instance | undefined;
  let bestScore = -1;
  for (const instance of instances) {
    const score = rendezvousScore(keyHash, instance.addressHash);
    const isBetter = score > bestScore || (score === bestScore && instance.address < (best?.address ?? ''));
    if (!isBetter) continue;
    best = instance;
    bestScore = score;
  }
  return best;
}

/** Nearly as even as asking all of them, and callers that know the same do not all run to the same one. */
function lessBusyOfTwo<Instance extends Candidate>(
  instances: readonly Instance[],
  random: Random,
): Instance | undefined {
  const first = Math.floor(random.next() * instances.length);
  const second = (first + 1 + Math.floor(random.next() * (instances.length - 1))) % instances.length;
  const [one, other] = [instances[first], instances[second]];
  if (one === undefined || other === undefined) return one ?? other;
  return other.calls.size < one.calls.size ? other : one;
}
