import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultNames } from '@microchat/tests-simulation/world/faults';
import { expect, test } from 'vitest';
import { root } from './compose-file.ts';

const table = readFileSync(join(root, 'docs/FAULTS.md'), 'utf8');
const rows = table.split('\n').filter((line) => /^\| \d+ \|/.test(line));

test('every fault has its row', () => {
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 26 }, (_, at) => at + 1));
});

const tests = [...table.matchAll(/`([^`]+\.ts)` "([^"]+)"/g)].map(([, file = '', title = '']) => ({ file, title }));

test.each(tests)('$file has "$title"', ({ file, title }) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(`'${title}'`);
});

test('paths of the simulator have the names that it counts them under', () => {
  const names = [...table.matchAll(/"((?:call|network|node|clock|store|engine|log|presence|client): [^"]+)"/g)];
  expect(names.length).toBeGreaterThan(10);
  expect(faultNames).toEqual(expect.arrayContaining(names.map(([, name]) => name)));
});
