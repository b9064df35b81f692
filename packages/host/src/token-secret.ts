import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Random } from '@microchat/ports/time';

const fileName = 'token-secret';
const secretBytes = 32;

/**
 * The key that signs tokens: the configured one, else that in the data folder, made at the first start. It stays with
 * the data, so that tokens outlive restarts.
 */
export function loadTokenSecret(configured: string | undefined, dataDir: string, random: Random): Uint8Array {
  if (configured !== undefined) return Buffer.from(configured, 'utf8');
  const path = join(dataDir, fileName);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // `wx`: whoever comes second reads what the first one wrote.
    writeFileSync(path, `${Buffer.from(random.bytes(secretBytes)).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (secret.length < secretBytes) throw new Error(`${path} does not hold a token secret; restore or delete it`);
  return secret;
}
