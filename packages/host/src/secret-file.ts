import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Random } from '@microchat/ports/time';

/** Of a generated secret. */
export const secretFileBytes = 32;

/**
 * The random secret in a file of the data folder, mode 0600, made at the first start. It stays with the data, so that what
 * it signs or lets in outlives restarts. `what` names it in the error for a damaged file, which is not replaced.
 */
export function loadSecretFile(dataDir: string, fileName: string, what: string, random: Random): Buffer {
  const path = join(dataDir, fileName);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // `wx`: whoever comes second reads what the first one wrote.
    writeFileSync(path, `${Buffer.from(random.bytes(secretFileBytes)).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (secret.length < secretFileBytes) throw new Error(`${path} does not hold ${what}; restore or delete it`);
  return secret;
}
