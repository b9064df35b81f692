import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { root } from './compose-file.ts';

const architecture = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');
const rows = [...architecture.matchAll(/^\| ([^|]+) \| `([^`]+\.test\.ts)`: ([^|]+) \|$/gm)];

test('the list of closed races can be read', () => {
  expect(rows.length).toBeGreaterThanOrEqual(7);
});

test.each(rows.map(([, race = '', file = '', title = '']) => ({ race, file, title })))(
  '$race has its test, and the test has its name',
  ({ race, file, title }) => {
    expect(title).toContain(race);
    expect(readFileSync(join(root, file), 'utf8')).toContain(`'${title}'`);
  },
);
