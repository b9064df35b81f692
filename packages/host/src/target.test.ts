import { expect, test } from 'vitest';

import { resolveTarget } from './target.ts';

const names = ['store', 'sync', 'api', 'gateway'];
const groups = { storage: ['store'], access: ['api', 'gateway'], all: ['storage', 'sync', 'access'] };

test.each([
  { target: ['all'], modules: ['store', 'sync', 'api', 'gateway'] },
  { target: ['gateway'], modules: ['gateway'] },
  { target: ['access', 'sync'], modules: ['sync', 'api', 'gateway'] },
  { target: ['api', 'access', 'api'], modules: ['api', 'gateway'] },
])('target $target runs $modules', ({ target, modules }) => {
  expect(resolveTarget(target, names, groups)).toEqual(modules);
});

test('an unknown target is refused by name, with what there is', () => {
  expect(() => resolveTarget(['api', 'gatway'], names, groups)).toThrow(
    'unknown target "gatway"; there are storage, access, all, store, sync, api, gateway',
  );
});

test('names of object members are unknown, too', () => {
  expect(() => resolveTarget(['toString'], names, groups)).toThrow('unknown target');
});

test('groups that contain each other end', () => {
  expect(resolveTarget(['a'], names, { a: ['b', 'api'], b: ['a'] })).toEqual(['api']);
});
