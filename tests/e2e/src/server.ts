import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineAddresses } from '@microchat/local-cluster/process-variables';
import { ownNames } from './own-names.ts';

const { nodeFlags } = createRequire(import.meta.url)('../../../scripts/node-flags.cjs') as { nodeFlags: string[] };
const mainFile = join(import.meta.dirname, '../../../apps/server/src/main.ts');

/** What a test may want of a server, however that runs. */
export interface StartOptions {
  /** A data folder to go on with; default: a fresh one, removed by `stop`. */
  readonly dataDir?: string;
  readonly heartbeatMs?: number;
  readonly segmentEntriesMax?: number;
  /** Ports of an earlier run, so that its clients find the server again. */
  readonly apiPort?: number;
  readonly gatewayPort?: number;
}

export interface ServerOptions extends StartOptions {
  /** Gateway worker processes; 0 = the gateway inside the main process. */
  readonly workers: number;
  /** Undefined: the embedded storage. */
  readonly engines?: EngineAddresses;
  /** Settings besides. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly apiPort: number;
  readonly gatewayPort: number;
  /** Of the gRPC API for business servers. */
  readonly businessPort: number;
  readonly dataDir: string;
  /** What the server wrote last, for failures. */
  output(): string;
  /** SIGKILL for all its processes, resolves when they are gone. The data folder stays. */
  kill(): Promise<void>;
  /** SIGTERM, resolves with the exit code. Removes the data folder unless it was given. */
  stop(): Promise<number | null>;
}

/** A server whose modules, but for gateway workers, run in one process. */
export interface ServerProcess extends RunningServer {
  readonly pid: number;
}

interface ReadyMessage {
  readonly kind: 'ready';
  readonly apiPort: number;
  readonly gatewayPort: number;
  readonly businessPort: number;
}

/** Starts the real server as a process of its own and resolves when it is ready. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
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
      ...engineVariables(options.engines, dataDir),
      ...tuningVariables(options),
      ...options.variables,
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

function engineVariables(engines: EngineAddresses | undefined, dataDir: string): Record<string, string> {
  // Empty, because the environment may name engines for those tests that want them.
  if (engines === undefined) return { CASSANDRA_CONTACT_POINTS: '', KAFKA_BROKERS: '', REDIS_URL: '' };
  return {
    CASSANDRA_CONTACT_POINTS: engines.cassandra,
    KAFKA_BROKERS: engines.kafka,
    REDIS_URL: engines.redis,
    ...ownNames(dataDir),
  };
}

/** Variables that suites want otherwise than people. */
export function tuningVariables({ heartbeatMs, segmentEntriesMax }: StartOptions): Record<string, string> {
  return {
    MICROCHAT_LOG_LEVEL: 'warn',
    ...(heartbeatMs === undefined ? {} : { MICROCHAT_HEARTBEAT_MS: String(heartbeatMs) }),
    ...(segmentEntriesMax === undefined ? {} : { MICROCHAT_SEGMENT_ENTRIES_MAX: String(segmentEntriesMax) }),
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
