import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCertificates } from './cluster-certificates.ts';
import { ClusterKeys } from './cluster-keys.ts';
import type { ClusterPorts } from './cluster-ports.ts';
import { type ClusterSettings, type EngineAddresses, processVariables } from './process-variables.ts';
import { ServerProcess } from './server-process.ts';
import type { Layer, ProcessDefinition } from './topology.ts';
import { untilReady } from './until-ready.ts';

export interface ClusterOptions {
  readonly topology: readonly ProcessDefinition[];
  readonly ports: ClusterPorts;
  readonly engines: EngineAddresses;
  /** Holds what the processes share, and their logs. Kept. */
  readonly dataDir: string;
  /** Default: false, mutual TLS between the processes. Keys they need in any case. */
  readonly isPlaintext?: boolean;
  /** Of all processes. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A process ended although nobody told it to. Nothing starts it again by itself. */
  readonly onEnded?: (name: string, reason: string) => void;
}

const stopOrder: readonly Layer[] = ['access', 'logic', 'storage'];

/** The server split into processes of this machine that call each other over TCP. */
export class Cluster {
  readonly settings: ClusterSettings;
  readonly #processes: readonly ServerProcess[];

  /** Resolves when every process that is not on standby is ready. @throws Error after everything was ended again. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const { topology, ports, engines, dataDir, variables = {} } = options;
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const certificates = options.isPlaintext === true ? undefined : await writeCertificates(join(dataDir, 'tls'));
    const keys = new ClusterKeys();
    const cluster = new Cluster(options, { topology, ports, engines, keys, certificates, dataDir, variables });
    try {
      await cluster.startAll();
      return cluster;
    } catch (error) {
      await cluster.kill();
      throw error;
    }
  }

  private constructor({ onEnded }: ClusterOptions, settings: ClusterSettings) {
    this.settings = settings;
    this.#processes = settings.topology.map(
      (definition) =>
        new ServerProcess({
          name: definition.name,
          variables: processVariables(definition, settings),
          logFile: join(settings.dataDir, 'logs', `${definition.name}.log`),
          onEnded: (reason) => onEnded?.(definition.name, reason),
        }),
    );
  }

  get processes(): readonly ServerProcess[] {
    return this.#processes;
  }

  /** @throws Error if the topology has none of this name. */
  process(name: string): ServerProcess {
    const found = this.#processes.find((process) => process.name === name);
    if (found === undefined) throw new Error(`there is no process ${name}`);
    return found;
  }

  /** Starts, side by side, what does not run and is not on standby. */
  async startAll(): Promise<void> {
    const wanted = this.settings.topology.filter(({ isStandby }) => isStandby !== true);
    const missing = wanted.map(({ name }) => this.process(name)).filter(({ pid }) => pid === undefined);
    await Promise.all(missing.map((process) => process.start()));
    await Promise.all(missing.map(untilReady));
  }

  /** SIGKILL for all at once. */
  async kill(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.end('SIGKILL')));
  }

  /** Layer by layer from the top. Resolves with how each process that ran has ended. */
  async stop(): Promise<ReadonlyMap<string, string>> {
    const ends = new Map<string, string>();
    for (const layer of stopOrder) {
      const running = this.settings.topology
        .filter((definition) => definition.layer === layer)
        .map(({ name }) => this.process(name))
        .filter(({ pid }) => pid !== undefined);
      await Promise.all(running.map(async (process) => ends.set(process.name, await process.end('SIGTERM'))));
    }
    return ends;
  }
}
