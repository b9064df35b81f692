import { parseServiceKey } from '@microchat/auth/api-key';
import type { Config } from '@microchat/host/config/config';
import type { Readiness } from '@microchat/host/readiness';
import { ServiceGuard } from '@microchat/host/service-guard';
import type { Clock, Timer, Timers } from '@microchat/ports/time';
import { type Endpoint, formatEndpoint } from '@microchat/rpc/endpoint';
import { GrpcServer } from '@microchat/rpc/grpc-server';
import type { HealthService } from '@microchat/rpc/health-service';
import type { TlsIdentity } from '@microchat/rpc/peer-credentials';
import type { RpcObserver } from '@microchat/rpc/rpc-observer';
import type { ServiceRegistry } from '@microchat/rpc/service-registry';

export interface RpcListenersOptions {
  readonly registry: ServiceRegistry;
  readonly observer: RpcObserver;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly readiness: Readiness;
  /** `unix:/path`; for the processes of this server, which share a folder that nobody else may enter. */
  readonly socketAddress: string;
  /** For the other processes of the deployment; undefined: only the socket. */
  readonly network: Endpoint | undefined;
  readonly config: Pick<Config, 'rpcKeys'>;
  readonly tls: TlsIdentity | undefined;
}

/** How soon the health service shows that the process has become ready, or is so no longer. */
const healthIntervalMs = 500;

/** Where a process serves its modules to others: a Unix socket, and a TCP port with keys and TLS. */
export class RpcListeners {
  readonly #options: RpcListenersOptions;
  readonly #socketServer: GrpcServer;
  #network: { readonly server: GrpcServer; readonly health: HealthService } | undefined;
  #healthTimer: Timer | undefined;

  constructor(options: RpcListenersOptions) {
    this.#options = options;
    this.#socketServer = new GrpcServer(options);
  }

  /** Serves what the registry holds now. @throws Error if an address is taken */
  async listen(): Promise<void> {
    const { network, socketAddress } = this.#options;
    await this.#socketServer.listen(socketAddress);
    if (network !== undefined) await this.#listenToNetwork(network);
  }

  /** Other processes are told to call elsewhere; what they have begun is answered, for at most `timeoutMs`. */
  async stopNetwork(timeoutMs: number): Promise<void> {
    this.#healthTimer?.cancel();
    this.#network?.health.setReady(false);
    this.#network?.health.setTakingCalls(false);
    await this.#network?.server.stop(timeoutMs);
    this.#network = undefined;
  }

  async stop(timeoutMs: number): Promise<void> {
    await Promise.all([this.stopNetwork(timeoutMs), this.#socketServer.stop(timeoutMs)]);
  }

  async #listenToNetwork(network: Endpoint): Promise<void> {
    const { registry, config, tls } = this.#options;
    const guard = new ServiceGuard((config.rpcKeys ?? []).map(parseServiceKey));
    // Brings a schema of its own, which one process alone need not load.
    const { HealthService } = await import('@microchat/rpc/health-service');
    const health = new HealthService([...registry.services()].map(({ name }) => name));
    const server = new GrpcServer({ ...this.#options, guard, health, tls });
    await server.listen(formatEndpoint(network));
    this.#network = { server, health };
    health.setTakingCalls(true);
    this.#followReadiness(health);
  }

  #followReadiness(health: HealthService): void {
    health.setReady(this.#options.readiness.report().ready);
    this.#healthTimer = this.#options.timers.after(healthIntervalMs, () => this.#followReadiness(health));
  }
}
