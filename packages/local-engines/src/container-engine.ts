import type { ContainerRuntimeClient, StartedTestContainer } from 'testcontainers';
import { answers } from './answers.ts';
import { type Engine, type EngineName, EngineStartError } from './engine.ts';
import { freePort } from './free-port.ts';
import { untilAnswered } from './until-answered.ts';

/** With the download of an image. */
const startTimeoutMs = 10 * 60_000;

interface Image {
  readonly name: string;
  /** Undefined: the port of the host; Kafka tells clients its own port. */
  readonly port?: number;
  environment(host: string, port: number): Record<string, string>;
}

const images: Record<EngineName, Image> = {
  cassandra: {
    name: 'cassandra:5.0.5',
    port: 9042,
    environment: () => ({ CASSANDRA_SNITCH: 'SimpleSnitch', MAX_HEAP_SIZE: '768M', HEAP_NEWSIZE: '192M' }),
  },
  kafka: {
    name: 'apache/kafka:4.1.2',
    environment: (host, port) => ({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:9093`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${host}:${port}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_HEAP_OPTS: '-Xmx384m',
    }),
  },
  redis: { name: 'redis:7.4', port: 6379, environment: () => ({}) },
};

let probe: Promise<ContainerRuntimeClient | undefined> | undefined;

/** Docker, or what speaks like it. Undefined unless a daemon answers: the command alone says nothing. Asked once. */
export function containerRuntime(): Promise<ContainerRuntimeClient | undefined> {
  probe ??= probeRuntime();
  return probe;
}

async function probeRuntime(): Promise<ContainerRuntimeClient | undefined> {
  // Loaded only here: it is large, and most machines of developers without Docker never need it.
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().catch(() => undefined);
}

/** Starts a server in a container with a port of this machine that it keeps over restarts. */
export async function startContainerEngine(name: EngineName, runtime: ContainerRuntimeClient): Promise<Engine> {
  const { GenericContainer } = await import('testcontainers');
  const { host } = runtime.info.containerRuntime;
  const hostPort = await freePort();
  const { name: image, port = hostPort, environment } = images[name];
  const started = await new GenericContainer(image)
    .withExposedPorts({ container: port, host: hostPort })
    .withEnvironment(environment(host, hostPort))
    .withStartupTimeout(startTimeoutMs)
    .start();
  const engine = new ContainerEngine(name, `${host}:${hostPort}`, started, runtime);
  try {
    await engine.untilItAnswers();
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

type Container = ReturnType<ContainerRuntimeClient['container']['getById']>;

class ContainerEngine implements Engine {
  readonly name: EngineName;
  readonly address: string;
  readonly pid = undefined;
  readonly #started: StartedTestContainer;
  readonly #container: Container;
  #paused = false;

  constructor(name: EngineName, address: string, started: StartedTestContainer, runtime: ContainerRuntimeClient) {
    this.name = name;
    this.address = address;
    this.#started = started;
    this.#container = runtime.container.getById(started.getId());
  }

  async exited(): Promise<string> {
    const { StatusCode } = (await this.#container.wait()) as { StatusCode: number };
    return `exit code ${StatusCode}`;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    await this.resume();
    if (!(await this.#runs())) return;
    await this.#container.kill({ signal });
    await this.exited();
  }

  async pause(): Promise<void> {
    await this.#container.pause();
    this.#paused = true;
  }

  async resume(): Promise<void> {
    if (!this.#paused) return;
    await this.#container.unpause();
    this.#paused = false;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.#container.start();
    await this.untilItAnswers();
  }

  async stop(): Promise<void> {
    await this.resume();
    await this.#started.stop();
  }

  async untilItAnswers(): Promise<void> {
    try {
      await untilAnswered({
        answer: () => answers[this.name](this.address),
        ended: async () => ((await this.#runs()) ? undefined : 'its container ended'),
        timeoutMs: startTimeoutMs,
      });
    } catch (error) {
      throw new EngineStartError(`${this.name} in a container: ${String(error)}`);
    }
  }

  async #runs(): Promise<boolean> {
    return (await this.#container.inspect()).State.Running;
  }
}
