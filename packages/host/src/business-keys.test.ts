import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { loadBusinessKeys } from './business-keys.ts';
import { loadConfig } from './config/load-config.ts';

let dataDir: string;
const random = new SeededRandom('business key');

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'microchat-business-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function keysOf(environment: Record<string, string>) {
  return loadBusinessKeys(loadConfig({ MICROCHAT_DATA_DIR: dataDir, ...environment }), random);
}

describe('keys of business servers', () => {
  test('the default has one of its own, which only this user can read, and which stays', () => {
    const keys = keysOf({});
    const path = join(dataDir, 'business.key');
    expect(keys).toEqual([
      { name: 'development', secret: readFileSync(path, 'utf8').trim(), scopes: ['tokens', 'messages', 'presence'] },
    ]);
    expect(keys[0]?.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(keysOf({})).toEqual(keys);
  });

  test('configured ones are the only ones', () => {
    const secret = 'k'.repeat(32);
    expect(keysOf({ MICROCHAT_API_KEYS: `shop:${secret}:tokens, desk:${secret}x:messages` })).toEqual([
      { name: 'shop', secret, scopes: ['tokens'] },
      { name: 'desk', secret: `${secret}x`, scopes: ['messages'] },
    ]);
    expect(() => statSync(join(dataDir, 'business.key'))).toThrow('ENOENT');
  });

  test('a deployment without configured ones has none', () => {
    expect(keysOf({ MICROCHAT_TOKEN_SECRET: 's'.repeat(32) })).toEqual([]);
  });

  test('what is wrong with one is told without the key', () => {
    const secret = 'k'.repeat(32);
    for (const text of [`shop:${secret}:tokens,shop:${secret}:messages`, `shop:${secret}:fly`, `:${secret}:tokens`]) {
      expect(() => keysOf({ MICROCHAT_API_KEYS: text })).toThrow('MICROCHAT_API_KEYS');
      expect(() => keysOf({ MICROCHAT_API_KEYS: text })).not.toThrow(secret);
    }
  });
});
