import type { TokenService } from '@microchat/auth/token-service';
import type { SessionLimits } from '@microchat/core/connection-session/session-limits';
import type { ClientListenerFactory } from './listener/client-listener.ts';

export type LoginPolicy = 'keep' | 'replace';

export interface GatewayOptions {
  readonly host: string;
  /** 0 = any free port; `onListening` tells which. */
  readonly port: number;
  /** Clients ping this often and are closed after two intervals of silence. */
  readonly heartbeatMs: number;
  /** Web origins that may connect. Clients that send no Origin (apps, servers) always may. */
  readonly allowedOrigins: readonly string[];
  readonly tokens: TokenService;
  /** Number of the worker process, for logs and its lease. */
  readonly workerId: number;
  /** What a login does to the user's older logins on the same platform (other devices). Default: keep them. */
  readonly loginsPerPlatform?: LoginPolicy;
  /** Over this time the connections are closed when the gateway stops. Default 2 000. */
  readonly drainWindowMs?: number;
  /** Bounds that differ from the defaults. */
  readonly limits?: Partial<WorkerLimits>;
  readonly sessionLimits?: Partial<SessionLimits>;
  /** How clients come in. Default: WebSockets on `host` and `port`. */
  readonly listener?: ClientListenerFactory;
  readonly onListening?: (port: number) => void;
}

/** Bounds of one worker, besides those of its sessions. */
export interface WorkerLimits {
  readonly connectionsMax: number;
  /** Connections that are not welcomed yet, in all and from one address. */
  readonly handshakesMax: number;
  readonly handshakesPerAddressMax: number;
  /** New connections in a second. */
  readonly connectsPerSecondMax: number;
  /** Connect flows at the same time; the others wait for their turn. */
  readonly connectsRunningMax: number;
  /** Bytes queued for one socket; past it the connection is behind. */
  readonly outboxBytesMax: number;
}

export const workerDefaults: WorkerLimits = {
  connectionsMax: 200_000,
  handshakesMax: 8_000,
  // Many people may share an address (a company, a proxy): no more than a share of the whole.
  handshakesPerAddressMax: 4_000,
  // Less than half of what a core can do when it does nothing else.
  connectsPerSecondMax: 2_000,
  connectsRunningMax: 256,
  outboxBytesMax: 1024 * 1024,
};
