import { expect, test } from 'vitest';

import type { AnyContract, Module } from './module.ts';
import { orderModules } from './module-order.ts';

function contract(name: string): AnyContract {
  return { name, proto: '', methods: {} };
}

const contracts = { a: contract('A'), b: contract('B'), c: contract('C') };

function module(name: string, provides: AnyContract | undefined, calls: AnyContract[]): Module {
  return { name, ...(provides === undefined ? {} : { provides }), calls, ports: [], create: async () => ({}) };
}

function namesOf(modules: readonly Module[]): string[] {
  return orderModules(modules).map((ordered) => ordered.name);
}

test('providers come before their callers, otherwise the order stays', () => {
  const modules = [
    module('z', undefined, [contracts.b]),
    module('c', contracts.c, []),
    module('b', contracts.b, [contracts.a]),
    module('a', contracts.a, []),
  ];
  expect(namesOf(modules)).toEqual(['a', 'b', 'z', 'c']);
});

test('calls to services of other processes do not matter', () => {
  expect(namesOf([module('b', contracts.b, [contracts.a])])).toEqual(['b']);
});

test('a cycle is spelled out', () => {
  const modules = [
    module('x', undefined, [contracts.a]),
    module('a', contracts.a, [contracts.b]),
    module('b', contracts.b, [contracts.c]),
    module('c', contracts.c, [contracts.a]),
  ];
  expect(() => orderModules(modules)).toThrow('modules call each other in a cycle: a -> b -> c -> a');
});

test('a module that calls itself is a cycle', () => {
  expect(() => orderModules([module('a', contracts.a, [contracts.a])])).toThrow('a -> a');
});

test('two providers of one service, or two modules of one name, are refused', () => {
  expect(() => orderModules([module('a', contracts.a, []), module('b', contracts.a, [])])).toThrow(
    'A is provided by both a and b',
  );
  expect(() => orderModules([module('a', undefined, []), module('a', undefined, [])])).toThrow(
    'two modules are called a',
  );
});
