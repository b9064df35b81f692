import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { freshName } from '@microchat/testkit/engine-under-test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateCassandra } from './migrate.ts';
import { openCassandra } from './open-cassandra.ts';
import { CarefulWriter } from './testing/careful-writer.ts';
import { dropKeyspace, testOptions } from './testing/cassandra-under-test.ts';

describeWithEngine('cassandra', 'instances that race', (address) => {
  const options = testOptions(address);
  beforeAll(() => migrateCassandra(options));
  afterAll(() => dropKeyspace(options));

  test('two instances that write the same partitions write everything once', async () => {
    const instances = await Promise.all([openCassandra(options), openCassandra(options)]);
    const key = { table: 'groups', partition: freshName('raced') };
    const writers = instances.map(({ kv }) => new CarefulWriter(kv, key));
    const names = ['a', 'b'].map((instance) => Array.from({ length: 60 }, (_, at) => `${instance}${at + 100}`));
    await Promise.all(
      writers.map(async (writer, instance) => {
        for (const name of names[instance] ?? []) await writer.write(name);
      }),
    );
    for (const writer of writers) expect(await writer.written()).toEqual(names.flat());
    expect(writers.reduce((sum, { seen }) => sum + seen.conflicts, 0)).toBeGreaterThan(0);
    await Promise.all(instances.map((instance) => instance.close()));
  });

  test('merges of two instances end at the largest, and both see it', async () => {
    const instances = await Promise.all([openCassandra(options), openCassandra(options)]);
    const key = { table: 'readers', partition: freshName('merged') };
    const values = [3, 9, 1, 7, 9, 2, 8].map((byte) => Uint8Array.of(byte));
    await Promise.all(
      values.flatMap((value) => instances.map(({ kv }) => kv.merge([{ key, column: 'reader', value }]))),
    );
    for (const { kv } of instances) expect((await kv.read(key, ['reader'])).values).toEqual([Buffer.of(9)]);
    await Promise.all(instances.map((instance) => instance.close()));
  });
});
