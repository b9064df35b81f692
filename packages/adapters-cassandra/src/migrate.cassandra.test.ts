import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { realTimers } from '@microchat/testkit/real-timers';
import { afterEach, expect, test } from 'vitest';
import { migrateCassandra } from './migrate.ts';
import { migrations } from './migrations/all-migrations.ts';
import { type OpenCassandraOptions, openCassandra } from './open-cassandra.ts';
import { SchemaLock } from './schema-lock.ts';
import { SchemaOutdatedError, schemaState } from './schema-state.ts';
import { schemaTable } from './schema-table.ts';
import { dropKeyspace, testOptions, withClient } from './testing/cassandra-under-test.ts';

describeWithEngine('cassandra', 'schema', (address) => {
  const names = migrations.map(({ name }) => name);
  let options: OpenCassandraOptions;

  function fresh(): OpenCassandraOptions {
    options = testOptions(address);
    return options;
  }

  afterEach(() => dropKeyspace(options));

  test('several that migrate at once do it once', async () => {
    const fourTimes = Array.from({ length: 4 }, () => fresh).map((make, at) => (at === 0 ? make() : options));
    const ran = await Promise.all(fourTimes.map((each) => migrateCassandra(each)));
    expect(ran.flat()).toEqual(names);
    const state = await withClient(options, (client) => schemaState(client, options.keyspace));
    expect(state).toEqual({ applied: migrations.map(({ number }) => number), missing: [], unknown: [] });
    expect(await migrateCassandra(options)).toEqual([]);
  });

  test('a store is not opened on a keyspace that is not there or not migrated', async () => {
    await expect(openCassandra(fresh())).rejects.toBeInstanceOf(SchemaOutdatedError);
    await withClient(options, (client) =>
      client.execute(
        `CREATE KEYSPACE ${options.keyspace} WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': 1}`,
      ),
    );
    await expect(openCassandra(options)).rejects.toThrow(names[0]);
  });

  test('whoever looks while another one migrates sees a schema that is outdated or whole, never an error', async () => {
    for (let round = 0; round < 2; round += 1) {
      let migrated = false;
      const migrating = migrateCassandra(fresh()).finally(() => {
        migrated = true;
      });
      await Promise.all([
        migrating,
        ...Array.from({ length: 4 }, () =>
          withClient(options, async (client) => {
            while (!migrated) await schemaState(client, options.keyspace);
          }),
        ),
      ]);
      expect(await withClient(options, (client) => schemaState(client, options.keyspace))).toMatchObject({
        missing: [],
      });
      await dropKeyspace(options);
    }
  }, 120_000);

  test('a migration that was cut off runs again, and a schema of a newer program is accepted', async () => {
    await migrateCassandra(fresh());
    await withClient(options, async (client) => {
      const table = schemaTable(options.keyspace);
      await client.execute(`DELETE FROM ${table} WHERE scope = 'schema' AND number = 1`);
      await client.execute(`INSERT INTO ${table} (scope, number, name) VALUES ('schema', 999, 'of the future')`);
      expect(await schemaState(client, options.keyspace)).toMatchObject({ missing: [names[0]], unknown: [999] });
    });
    expect(await migrateCassandra(options)).toEqual([names[0]]);
    await (await openCassandra(options)).close();
  });

  test('while one holds the lock another one waits, and only the holder may go on', async () => {
    await migrateCassandra(fresh());
    await withClient(options, async (client) => {
      const [first, second] = ['first', 'second'].map(
        (owner) => new SchemaLock(client, options.keyspace, owner, realTimers),
      ) as [SchemaLock, SchemaLock];
      await first.acquire();
      await first.renew();
      await expect(second.renew()).rejects.toThrow('taken over');
      await expect(second.record(1_000, 'mine')).rejects.toThrow('taken over');
      let secondHasIt = false;
      const waiting = second.acquire().then(() => {
        secondHasIt = true;
      });
      await first.renew();
      expect(secondHasIt).toBe(false);
      await first.release();
      await waiting;
      await expect(first.renew()).rejects.toThrow('taken over');
      await second.release();
      const { unknown } = await schemaState(client, options.keyspace);
      expect(unknown).toEqual([]);
    });
  });
});
