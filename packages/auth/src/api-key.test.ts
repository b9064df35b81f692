import { expect, it } from 'vitest';
import { parseApiKey, parseServiceKey } from './api-key.ts';

const secret = 'k'.repeat(32);

it('reads name, key and scopes', () => {
  expect(parseApiKey(`shop:${secret}:tokens+presence`)).toEqual({
    name: 'shop',
    secret,
    scopes: ['tokens', 'presence'],
  });
});

it.each([
  ['', 'expected keys such as'],
  [`sh op:${secret}:tokens`, 'expected keys such as'],
  [`shop:${secret}:tokens:more`, 'expected keys such as'],
  [`shop:${secret.slice(1)}:tokens`, 'the key of shop must have 32'],
  [`shop:${secret.slice(1)} :tokens`, 'printable'],
  [`shop:${secret}`, 'the scopes of shop'],
  [`shop:${secret}:`, 'the scopes of shop'],
  [`shop:${secret}:tokens+everything`, 'the scopes of shop'],
])('refuses %j without repeating the key', (text, message) => {
  expect(() => parseApiKey(text)).toThrow(message);
  expect(() => parseApiKey(text)).not.toThrow(secret.slice(1));
});

it('keys of processes have scopes of their own', () => {
  expect(parseServiceKey(`logic:${secret}:storage+push`)).toEqual({
    name: 'logic',
    secret,
    scopes: ['storage', 'push'],
  });
  expect(() => parseServiceKey(`logic:${secret}:tokens`)).toThrow('some of storage+logic+push');
  expect(() => parseServiceKey('logic')).toThrow('the key of logic must have 32');
});
