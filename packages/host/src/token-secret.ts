import type { Random } from '@microchat/ports/time';

import { loadSecretFile } from './secret-file.ts';

/** The key that signs tokens: the configured one, else that in the data folder, made at the first start. */
export function loadTokenSecret(configured: string | undefined, dataDir: string, random: Random): Uint8Array {
  if (configured !== undefined) return Buffer.from(configured, 'utf8');
  return loadSecretFile(dataDir, 'token-secret', 'a token secret', random);
}
