import { BoundedMap } from '@microchat/core/bounded-map';

/** Conversations whose newest segment is remembered; for the others it is read from their root. */
const hintsMax = 100_000;

/**
 * Numbers of the segments that conversations were last seen to end with. A hint saves reads; whoever uses it follows the
 * links from there, and what it finds is the truth.
 */
export type SegmentHints = BoundedMap<string, number>;

export function segmentHints(): SegmentHints {
  return new BoundedMap(hintsMax);
}
