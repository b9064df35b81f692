import { ManualTime } from '@microchat/testkit/manual-time';
import { describe, expect, test } from 'vitest';

import type { Endpoint } from './endpoint.ts';
import { InstanceResolver, instancesMax } from './instance-resolver.ts';
import { silentObserver } from './rpc-observer.ts';

/** A name service that answers what is in `names` at the moment. */
function resolving(endpoints: Endpoint[], names: Record<string, string[]> = {}) {
  const time = new ManualTime();
  const reports: string[][] = [];
  const failed: string[] = [];
  const resolver = new InstanceResolver({
    endpoints,
    timers: time,
    observer: { ...silentObserver, lookupFailed: (host) => failed.push(host) },
    lookup: async (host) => {
      const addresses = names[host];
      if (addresses === undefined) throw new Error('ENOTFOUND');
      return addresses;
    },
    onInstances: (instances) => reports.push([...instances].map(([address, { host }]) => `${address} (${host})`)),
  });
  resolver.start();
  return { time, names, reports, failed, resolver };
}

describe('instances of a service', () => {
  test('addresses are instances at once, and nobody is asked', () => {
    const { reports, time } = resolving([
      { host: '10.0.0.1', port: 1 },
      { host: '::1', port: 1 },
      { host: '10.0.0.1', port: 1 },
    ]);
    expect(reports).toEqual([['10.0.0.1:1 (10.0.0.1)', '[::1]:1 (::1)']]);
    expect(time.pending).toBe(0);
  });

  test('every address of a name is one, and they are followed', async () => {
    const { time, names, reports } = resolving([{ host: 'storage', port: 9200 }], {
      storage: ['10.0.0.2', '10.0.0.1'],
    });
    await time.advanceSettling(0);
    expect(reports).toEqual([['10.0.0.1:9200 (storage)', '10.0.0.2:9200 (storage)']]);
    names['storage'] = ['10.0.0.1', '10.0.0.2'];
    await time.advanceSettling(5_000);
    expect(reports).toHaveLength(1);
    names['storage'] = ['10.0.0.3', '10.0.0.2'];
    await time.advanceSettling(5_000);
    expect(reports[1]).toEqual(['10.0.0.2:9200 (storage)', '10.0.0.3:9200 (storage)']);
  });

  test('a name that cannot be resolved, or to nothing, keeps what it had', async () => {
    const { time, names, reports, failed } = resolving([{ host: 'storage', port: 1 }], { storage: ['10.0.0.1'] });
    await time.advanceSettling(0);
    delete names['storage'];
    await time.advanceSettling(5_000);
    names['storage'] = [];
    await time.advanceSettling(5_000);
    expect(failed).toEqual(['storage']);
    expect(reports).toEqual([['10.0.0.1:1 (storage)']]);
  });

  test('a name that comes up later is found', async () => {
    const { time, names, reports } = resolving([{ host: 'storage', port: 1 }]);
    await time.advanceSettling(10_000);
    expect(reports).toEqual([]);
    names['storage'] = ['10.0.0.1'];
    await time.advanceSettling(5_000);
    expect(reports).toEqual([['10.0.0.1:1 (storage)']]);
  });

  test('their number is bounded', async () => {
    const many = Array.from({ length: 300 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
    const { time, reports } = resolving([{ host: 'storage', port: 1 }], { storage: many });
    await time.advanceSettling(0);
    expect(reports[0]).toHaveLength(instancesMax);
  });

  test('nobody is asked after closing', async () => {
    const { time, resolver } = resolving([{ host: 'storage', port: 1 }], { storage: ['10.0.0.1'] });
    resolver.close();
    await time.advanceSettling(10_000);
    expect(time.pending).toBe(0);
  });
});
