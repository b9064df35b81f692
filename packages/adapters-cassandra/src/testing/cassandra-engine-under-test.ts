import type { EngineUnderTest } from '@microchat/testkit/engine-under-test';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import type { KvTable } from '../kv-tables.ts';
import { type OpenCassandraOptions, openCassandra } from '../open-cassandra.ts';
import { createTable } from '../table-statements.ts';
import { withClient } from './cassandra-under-test.ts';
import { TablesOnDemand } from './tables-on-demand.ts';

/** The contract reads before it merges, so nothing would tell that this is to be a merged table. */
const mergedTable: KvTable = { name: 'contract-merged', kind: 'merged', rows: 'overwritten' };

/**
 * The store as the contract suites want it, in a migrated keyspace that several may share: names keep them apart. It has
 * no log: the suites of commits without events don't ask for one.
 */
export async function openCassandraEngineUnderTest(options: OpenCassandraOptions): Promise<EngineUnderTest> {
  const catalog = new Map<string, KvTable>();
  const create = async (table: KvTable) => {
    await withClient(options, (client) => client.execute(createTable(options.keyspace, table)));
  };
  await create(mergedTable);
  catalog.set(mergedTable.name, mergedTable);
  return open(options, catalog, create);
}

async function open(
  options: OpenCassandraOptions,
  catalog: Map<string, KvTable>,
  create: (table: KvTable) => Promise<void>,
): Promise<EngineUnderTest> {
  const opened = await openCassandra({ ...options, tables: catalog });
  return {
    kv: new TablesOnDemand(opened.kv, catalog, create),
    eventLog: new MemoryEngine().eventLog,
    async reopen() {
      await opened.close();
      return open(options, catalog, create);
    },
    close: () => opened.close(),
  };
}
