import { describe, expect, it } from 'vitest';

import { KeyRing } from './key-ring.ts';

const old = { name: 'old', secret: 'a'.repeat(32), scopes: ['storage'] };
const next = { name: 'next', secret: 'b'.repeat(32), scopes: ['storage', 'logic'] };
const ring = new KeyRing([old, next]);

describe('a key ring', () => {
  it('knows every key on it, so that a new one can be handed out before the old one goes', () => {
    expect(ring.find(`Bearer ${old.secret}`)).toBe(old);
    expect(ring.find(`bearer   ${next.secret}`)).toBe(next);
  });

  it.each([
    ['', 'missing'],
    ['Bearer ', 'missing'],
    [`Basic ${old.secret}`, 'missing'],
    [`Bearer ${old.secret} more`, 'missing'],
    [`Bearer ${old.secret}a`, 'invalid'],
    [`Bearer ${old.secret.slice(1)}`, 'invalid'],
    [`Bearer ${'x'.repeat(100_000)}`, 'invalid'],
  ])('%.50s: %s', (authorization, expected) => {
    expect(ring.find(authorization)).toBe(expected);
  });

  it('without keys nobody is known', () => {
    expect(new KeyRing([]).find(`Bearer ${old.secret}`)).toBe('invalid');
  });
});
