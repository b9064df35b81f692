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

/** @throws ServiceError INVALID_ARGUMENT/BAD_FORMAT */
export function checkIncarnation(incarnation: string): void {
  if (!isId(incarnation)) {
    throw invalid('BAD_FORMAT', 'incarnation', 'an incarnation has 1 to 64 of A-Za-z0-9_.:@-');
  }
}

/** @throws ServiceError INVALID_ARGUMENT/BAD_FORMAT */
export function checkAddress(address: string): void {
  if (address.length === 0 || address.length > presenceLimits.addressCharsMax) {
    throw invalid('BAD_FORMAT', 'address', `an address has 1 to ${presenceLimits.addressCharsMax} characters`);
  }
}

/** @throws ServiceError INVALID_ARGUMENT/OUT_OF_RANGE */
export function checkTtl(ttlMs: number): void {
  const { ttlMsMin, ttlMsMax } = presenceLimits;
  if (ttlMs < ttlMsMin || ttlMs > ttlMsMax) {
    throw invalid('OUT_OF_RANGE', 'ttlMs', `a lease lives ${ttlMsMin} to ${ttlMsMax} ms`);
  }
}

/** @throws ServiceError INVALID_ARGUMENT/TOO_MANY, /BAD_FORMAT with the topic's place */
export function checkTopics(topics: readonly string[]): void {
  if (topics.length > presenceLimits.topicsPerCallMax) {
    throw invalid('TOO_MANY', 'topics', `at most ${presenceLimits.topicsPerCallMax} topics a call`);
  }
  topics.forEach((topic, place) => {
    if (!isTopic(topic)) throw invalid('BAD_FORMAT', `topics[${place}]`, 'a topic is u:<userId> or g:<groupId>');
  });
}

function isTopic(topic: string): boolean {
  return (topic.startsWith('u:') || topic.startsWith('g:')) && isId(topic.slice(2));
}

function invalid(reason: string, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}
