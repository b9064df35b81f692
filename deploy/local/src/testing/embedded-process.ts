import { join } from 'node:path';
import { ServerProcess } from '../server-process.ts';

/** A server on the embedded storage, with free ports, whose data and log are in `folder`. */
export function embeddedProcess(
  folder: string,
  onEnded: (reason: string) => void = () => undefined,
  variables: Readonly<Record<string, string>> = {},
): ServerProcess {
  return new ServerProcess({
    name: 'embedded',
    logFile: join(folder, 'logs', 'embedded.log'),
    onEnded,
    variables: {
      MICROCHAT_DATA_DIR: join(folder, 'data'),
      MICROCHAT_GATEWAY_WORKERS: '0',
      ...Object.fromEntries(
        ['API', 'GATEWAY', 'BUSINESS', 'METRICS'].map((listener) => [`MICROCHAT_${listener}_PORT`, '0']),
      ),
      CASSANDRA_CONTACT_POINTS: '',
      KAFKA_BROKERS: '',
      REDIS_URL: '',
      ...variables,
    },
  });
}
