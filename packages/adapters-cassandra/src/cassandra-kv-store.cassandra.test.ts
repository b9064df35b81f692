import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { kvStoreContract } from '@microchat/testkit/kv-store-contract';
import { afterAll, beforeAll } from 'vitest';
import { migrateCassandra } from './migrate.ts';
import { openCassandraEngineUnderTest } from './testing/cassandra-engine-under-test.ts';
import { dropKeyspace, testOptions } from './testing/cassandra-under-test.ts';

describeWithEngine('cassandra', 'Cassandra store', (address) => {
  const options = testOptions(address);
  beforeAll(() => migrateCassandra(options));
  afterAll(() => dropKeyspace(options));

  kvStoreContract(() => openCassandraEngineUnderTest(options));
});
