import type { Random } from '@microchat/ports/time';

/** 120 random bits in 20 characters that are allowed in ids: unique without asking, and not to be guessed. */
export function newId(random: Random): string {
  return Buffer.from(random.bytes(15)).toString('base64url');
}
