import { ServiceError } from '@microchat/core/service-error';
import { isId } from '@microchat/core/ids';

/** Limits of the presence calls. */
export const presenceLimits = {
  /** Shorter leases would die of one slow renewal, longer ones keep a dead worker's routes. */
  ttlMsMin: 1_000,
  ttlMsMax: 60_000,
  topicsPerCallMax: 500,
  addressCharsMax: 256,
} as const;

/** @throws ServiceError INVALID_ARGUMENT/INVALID_INCARNATION */
export function checkIncarnation(incarnation: string): void {
  if (!isId(incarnation)) {
    throw invalid('INVALID_INCARNATION', 'incarnation', 'an incarnation has 1 to 64 of A-Za-z0-9_.:@-');
  }
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_ADDRESS */
export function checkAddress(address: string): void {
  if (address.length === 0 || address.length > presenceLimits.addressCharsMax) {
    throw invalid('INVALID_ADDRESS', 'address', `an address has 1 to ${presenceLimits.addressCharsMax} characters`);
  }
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_TTL */
export function checkTtl(ttlMs: number): void {
  const { ttlMsMin, ttlMsMax } = presenceLimits;
  if (ttlMs < ttlMsMin || ttlMs > ttlMsMax) {
    throw invalid('INVALID_TTL', 'ttlMs', `a lease lives ${ttlMsMin} to ${ttlMsMax} ms`);
  }
}

/** @throws ServiceError INVALID_ARGUMENT/TOO_MANY_TOPICS, /INVALID_TOPIC with the topic's place */
export function checkTopics(topics: readonly string[]): void {
  if (topics.length > presenceLimits.topicsPerCallMax) {
    throw invalid('TOO_MANY_TOPICS', 'topics', `at most ${presenceLimits.topicsPerCallMax} topics a call`);
  }
  topics.forEach((topic, place) => {
    if (!isTopic(topic)) throw invalid('INVALID_TOPIC', `topics[${place}]`, 'a topic is u:<userId> or g:<groupId>');
  });
}

function isTopic(topic: string): boolean {
  return (topic.startsWith('u:') || topic.startsWith('g:')) && isId(topic.slice(2));
}

function invalid(reason: string, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}
