import { describe, expect, test } from 'vitest';

import { parseServiceEntry, ServiceMap } from './service-map.ts';

const modules = ['message-store', 'user-store', 'messaging'];
const groups = { storage: ['message-store', 'user-store'], all: ['storage', 'messaging'] };

function hostsOf(entries: string[], module: string): string[] | undefined {
  return new ServiceMap(entries, modules, groups).endpointsOf(module)?.map(({ host }) => host);
}

describe('where services run', () => {
  test('a module is where its own entries say, else where its group is, the innermost first', () => {
    const entries = ['all=a:1', 'storage=s:1', 'storage=t:1', 'user-store=u:1'];
    expect(hostsOf(entries, 'user-store')).toEqual(['u']);
    expect(hostsOf(entries, 'message-store')).toEqual(['s', 't']);
    expect(hostsOf(entries, 'messaging')).toEqual(['a']);
  });

  test('what is not listed is nowhere', () => {
    expect(hostsOf(['storage=s:1'], 'messaging')).toBeUndefined();
    expect(hostsOf(['storage=s:1'], 'device-sink')).toBeUndefined();
  });

  test('a name that does not exist is refused, with those that do', () => {
    expect(() => new ServiceMap(['store=s:1'], modules, groups)).toThrow(
      'unknown service "store"; there are storage, all, message-store, user-store, messaging',
    );
  });

  test.each(['', 'storage', 'storage=', 'storage=s', '=s:1', 'storage=s:0', 'Storage=s:1', 'storage=s:1:2'])(
    '"%s" is no entry',
    (text) => expect(parseServiceEntry(text)).toBeUndefined(),
  );
});
