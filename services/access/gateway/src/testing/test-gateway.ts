import { CryptoRandom, SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { TokenService } from '@microchat/auth/token-service';
import type { DeviceSinkDefinition } from '@microchat/delivery/contract';
import type { ModuleEnvironment, RunningModule } from '@microchat/host/module';
import type { Encoding } from '@microchat/protocol/encodings';
import type { Handlers } from '@microchat/rpc/service-contract';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import type { GatewayOptions } from '../gateway-options.ts';
import { gatewayModule } from '../module.ts';
import { FakeBackend } from './fake-backend.ts';
import { TestClient } from './test-client.ts';

const secret = new Uint8Array(32).fill(7);

export interface ConnectOptions {
  readonly deviceId?: string;
  readonly encoding?: Encoding;
  readonly cursor?: string;
  readonly token?: string;
}

/** A gateway on a free port over a fake backend, with real sockets. */
export class TestGateway {
  readonly backend = new FakeBackend();
  readonly tokens = new TokenService(secret, new SystemClock());
  readonly metrics = new Registry();
  readonly #clients: TestClient[] = [];
  #running: RunningModule | undefined;
  #port = 0;
  #stopped: Promise<void> | undefined;

  async start(options: Partial<GatewayOptions> = {}): Promise<this> {
    const module = gatewayModule({
      host: '127.0.0.1',
      port: 0,
      heartbeatMs: 25_000,
      allowedOrigins: ['http://localhost:8080'],
      tokens: this.tokens,
      workerId: 1,
      drainWindowMs: 0,
      ...options,
      onListening: (port) => {
        this.#port = port;
      },
    });
    this.#running = await module.create(this.#environment());
    const handlers = this.#running.handlers as Handlers<DeviceSinkDefinition>;
    this.backend.push = handlers.push;
    await this.#running.start?.();
    return this;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/v1/connect`;
  }

  /** A socket that has not said hello. */
  async open(encoding: Encoding = 'json', headers: Record<string, string> = {}, url = this.url): Promise<TestClient> {
    const client = new TestClient(url, encoding, headers);
    this.#clients.push(client);
    await client.opened();
    return client;
  }

  /** A socket whose hello is on its way. */
  async hello(userId: string, options: ConnectOptions = {}): Promise<TestClient> {
    const client = await this.open(options.encoding);
    const token = options.token ?? (await this.tokens.issueAccess({ userId, revocationVersion: 0 }));
    const { deviceId = 'phone', cursor = '' } = options;
    client.send({ id: 1, hello: { token, deviceId, platform: 'test', cursor } });
    return client;
  }

  /** A welcomed client. */
  async connect(userId: string, options: ConnectOptions = {}): Promise<TestClient> {
    const client = await this.hello(userId, options);
    await client.frame(({ welcome }) => welcome !== undefined);
    return client;
  }

  /** Value of a counter, labels summed. */
  async metric(name: string): Promise<number> {
    const metric = await this.metrics.getSingleMetric(`microchat_gateway_${name}`)?.get();
    return metric?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
  }

  /** Idempotent. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    await this.#running?.stop?.();
    for (const client of this.#clients) client.socket.terminate();
  }

  #environment(): ModuleEnvironment {
    const { backend } = this;
    const clients: Record<string, object> = {
      'microchat.logic.v1.Messaging': backend.messaging,
      'microchat.logic.v1.Sync': backend.sync,
      'microchat.logic.v1.Presence': backend.presence,
      'microchat.storage.v1.UserStore': backend.userStore,
    };
    const environment: Partial<ModuleEnvironment> = {
      client: ((contract: { name: string }) => clients[contract.name]) as ModuleEnvironment['client'],
      clientAt: (() => backend.otherSink) as unknown as ModuleEnvironment['clientAt'],
      clock: new SystemClock(),
      timers: new SystemTimers(),
      random: new CryptoRandom(),
      logger: silentLogger(),
      metrics: this.metrics,
      ownAddress: 'local:',
    };
    return environment as ModuleEnvironment;
  }
}
