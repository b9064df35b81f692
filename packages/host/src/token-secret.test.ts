import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { loadTokenSecret } from './token-secret.ts';

let folder: string;
const random = new SeededRandom('secret');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'microchat-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('token secret', () => {
  test('is made once, for this user only, and stays', () => {
    const dataDir = join(folder, 'deep', 'data');
    const first = loadTokenSecret(undefined, dataDir, random);
    expect(first).toHaveLength(32);
    expect(loadTokenSecret(undefined, dataDir, random)).toEqual(first);
    expect(statSync(join(dataDir, 'token-secret')).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  test('a configured one is used as it is, and nothing is written', () => {
    const dataDir = join(folder, 'data');
    expect(Buffer.from(loadTokenSecret('s'.repeat(40), dataDir, random)).toString()).toBe('s'.repeat(40));
    expect(() => statSync(dataDir)).toThrow('ENOENT');
  });

  test('a damaged file is refused, not replaced', () => {
    writeFileSync(join(folder, 'token-secret'), 'abcd');
    expect(() => loadTokenSecret(undefined, folder, random)).toThrow('does not hold a token secret');
    expect(readFileSync(join(folder, 'token-secret'), 'utf8')).toBe('abcd');
  });
});
