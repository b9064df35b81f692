import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { variableFileName } from '@microchat/host/config/variable-file';
import { type Variable, variables } from '@microchat/host/config/variables';
import { expect, test } from 'vitest';

import { root } from './compose-file.ts';

const text = readFileSync(join(root, 'docs/operations.md'), 'utf8');

test('every variable that it names exists', () => {
  const known = Object.values<Variable<unknown>>(variables).flatMap((variable) => [
    variable.name,
    variableFileName(variable),
  ]);
  const named = new Set(text.match(/\b(?:MICROCHAT|CASSANDRA|KAFKA|REDIS)_[A-Z_]*[A-Z]\b/g));
  expect(named.size).toBeGreaterThan(10);
  for (const name of named) expect(known).toContain(name);
});

test('every file and every section that it points to exists', () => {
  const sections = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title));
  for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
    const [path = '', anchor] = target.split('#');
    if (path !== '') expect(existsSync(join(root, 'docs', path)), path).toBe(true);
    else expect(sections).toContain(anchor);
  }
  for (const [, path = ''] of text.matchAll(/`((?:deploy|docs|tests)\/[\w./-]+)`/g)) {
    expect(existsSync(join(root, path)), path).toBe(true);
  }
});

test('README points to sections that exist', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const sections = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title));
  for (const [, anchor] of readme.matchAll(/operations\.md#([\w-]+)/g)) expect(sections).toContain(anchor);
});

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
