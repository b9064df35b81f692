import { Client, types } from 'cassandra-driver';
import { startCallLoad } from '../load/call-load.ts';
import { appendsPerCommit, conversations, messageBytes, rowsPerAppend } from './commit-shape.ts';
import { measureRate } from '../load/measure.ts';

const keyspace = 'bench_raw';
const insertRow = `INSERT INTO ${keyspace}.log (partition, name, value) VALUES (?, ?, ?)`;
const createVersion = `INSERT INTO ${keyspace}.log (partition, version) VALUES (?, ?) IF NOT EXISTS`;
const raiseVersion = `UPDATE ${keyspace}.log SET version = ? WHERE partition = ? IF version = ?`;

/** Appends per second of bare Cassandra: conditional batches of the same rows, one in flight in each partition. No events. */
export async function measureRawCassandra(address: string): Promise<number> {
  const [host = '', port = ''] = address.split(':');
  const client = new Client({
    contactPoints: [host],
    localDataCenter: 'datacenter1',
    protocolOptions: { port: Number(port) },
    queryOptions: {
      prepare: true,
      consistency: types.consistencies.localQuorum,
      serialConsistency: types.consistencies.localSerial,
    },
  });
  await client.connect();
  await client.execute(
    `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': 1}`,
  );
  await client.execute(
    `CREATE TABLE IF NOT EXISTS ${keyspace}.log (partition text, version int static, name text, value blob, PRIMARY KEY (partition, name))`,
  );
  const value = Buffer.alloc(messageBytes, 1);
  const load = startCallLoad(conversations, async (at, version) => {
    const partition = `partition-${at}`;
    const batch = [
      version === 0
        ? { query: createVersion, params: [partition, 1] }
        : { query: raiseVersion, params: [version + 1, partition, version] },
    ];
    for (let row = 0; row < appendsPerCommit * rowsPerAppend; row += 1) {
      batch.push({ query: insertRow, params: [partition, `${version}/${row}`, value] as never });
    }
    const result = await client.batch(batch, { prepare: true, logged: false });
    if (!result.wasApplied()) throw new Error('nobody else writes here');
  });
  const { perSecond } = await measureRate(load);
  await client.execute(`DROP KEYSPACE ${keyspace}`);
  await client.shutdown();
  return perSecond * appendsPerCommit;
}
