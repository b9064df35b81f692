import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { nodeFlags } = createRequire(import.meta.url)('../../../scripts/node-flags.cjs') as { nodeFlags: string[] };
const mainFile = join(import.meta.dirname, '../../../apps/server/src/main.ts');

export interface ServerOptions {
  /** Gateway worker processes; 0 = the gateway inside the main process. */
  readonly workers: number;
  /** Undefined: the embedded storage. */
  readonly engines?: EngineAddresses;
  /** A data folder to go on with; default: a fresh one, removed by `stop`. */
  readonly dataDir?: string;
  readonly heartbeatMs?: number;
  readonly segmentEntriesMax?: number;
  /** Ports of an earlier run, so that its clients find the server again. */
  readonly apiPort?: number;
  readonly gatewayPort?: number;
}

/** As the server's variables want them. */
export interface EngineAddresses {
  readonly cassandra: string;
  readonly kafka: string;
  readonly redis: string;
}

export interface RunningServer {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly apiPort: number;
  readonly gatewayPort: number;
  /** Of the gRPC API for business servers. */
  readonly businessPort: number;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything the server wrote, for failures. */
  output(): string;
  /** SIGKILL, resolves when the process is gone. The data folder stays. */
  kill(): Promise<void>;
  /** SIGTERM, resolves with the exit code. Removes the data folder unless it was given. */
  stop(): Promise<number | null>;
}

interface ReadyMessage {
  readonly kind: 'ready';
  readonly apiPort: number;
  readonly gatewayPort: number;
  readonly businessPort: number;
}

/** Starts the real server as a process of its own and resolves when it is ready. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'microchat-e2e-'));
  const child = fork(mainFile, ['serve'], {
    execArgv: nodeFlags,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      MICROCHAT_DATA_DIR: dataDir,
      MICROCHAT_API_PORT: String(options.apiPort ?? 0),
      MICROCHAT_GATEWAY_PORT: String(options.gatewayPort ?? 0),
      MICROCHAT_BUSINESS_PORT: '0',
      MICROCHAT_METRICS_PORT: '0',
      MICROCHAT_GATEWAY_WORKERS: String(options.workers),
      MICROCHAT_LOG_LEVEL: 'warn',
      ...engineVariables(options.engines, dataDir),
      ...(options.heartbeatMs === undefined ? {} : { MICROCHAT_HEARTBEAT_MS: String(options.heartbeatMs) }),
      ...(options.segmentEntriesMax === undefined
        ? {}
        : { MICROCHAT_SEGMENT_ENTRIES_MAX: String(options.segmentEntriesMax) }),
    },
  });
  const output = collectOutput(child);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = await Promise.race([
    waitReady(child),
    exited.then(([code]) => {
      throw new Error(`server exited with ${code} before it was ready:\n${output()}`);
    }),
  ]);
  return {
    apiUrl: `http://127.0.0.1:${ready.apiPort}`,
    gatewayUrl: `ws://127.0.0.1:${ready.gatewayPort}/v1/connect`,
    apiPort: ready.apiPort,
    gatewayPort: ready.gatewayPort,
    businessPort: ready.businessPort,
    dataDir,
    pid: child.pid ?? 0,
    output,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** Names of their own for each data folder, so that servers keep apart, and one that is started again finds its data. */
function engineVariables(engines: EngineAddresses | undefined, dataDir: string): Record<string, string> {
  // Empty, because the environment may name engines for those tests that want them.
  if (engines === undefined) return { CASSANDRA_CONTACT_POINTS: '', KAFKA_BROKERS: '', REDIS_URL: '' };
  const name = `e2e_${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  return {
    CASSANDRA_CONTACT_POINTS: engines.cassandra,
    MICROCHAT_CASSANDRA_KEYSPACE: name,
    KAFKA_BROKERS: engines.kafka,
    MICROCHAT_KAFKA_PREFIX: `${name}.`,
    REDIS_URL: engines.redis,
    MICROCHAT_REDIS_PREFIX: `${name}:`,
  };
}

function collectOutput(child: ChildProcess): () => string {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      chunks.push(chunk.toString());
      if (chunks.length > 1_000) chunks.shift();
    });
  }
  return () => chunks.join('');
}

function waitReady(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve) => {
    child.on('message', (message: ReadyMessage) => {
      if (message.kind === 'ready') resolve(message);
    });
  });
}
