import type { Random } from '@microchat/ports/time';

/** Commit ids of this package's own commits: 96 random bits. Their prefix tells them from those of the stores. */
export function ownCommitId(random: Random): string {
  return `~${Buffer.from(random.bytes(12)).toString('base64url')}`;
}
