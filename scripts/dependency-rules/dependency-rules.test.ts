import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cruise, root } from './cruise.ts';

const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  readonly forbidden: readonly { readonly name: string }[];
};
const fixtures = join(import.meta.dirname, 'fixtures');

describe('dependency rules', () => {
  it.each(config.forbidden.map(({ name }) => name))('%s bites in its wrong fixture', (rule) => {
    const fixture = join(fixtures, rule);
    expect(cruise(fixture, readdirSync(fixture)).violations.map((violation) => violation.rule)).toContain(rule);
  });

  it('has no fixture without a rule', () => {
    expect(readdirSync(fixtures).toSorted()).toEqual(config.forbidden.map(({ name }) => name).toSorted());
  });
});
