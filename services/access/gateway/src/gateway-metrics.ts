import { Counter, Gauge, type Registry } from 'prom-client';

/** Counted for every frame and delivery, so plain numbers, read when the metrics are. */
export interface HotCounts {
  framesReceived: number;
  framesSent: number;
  deliveries: number;
  bytesSent: number;
  socketWrites: number;
}

export interface GatewayMetrics {
  readonly hot: HotCounts;
  /** By the state of the connection that they were for. */
  readonly framesDropped: Counter<'cause'>;
  readonly wentBehind: Counter;
  readonly hints: Counter;
  readonly closes: Counter<'code' | 'reason'>;
  readonly handshakeFailures: Counter<'reason'>;
  readonly gaps: Counter;
  readonly gapEntries: Counter;
  readonly duplicatePushes: Counter;
  /** Groups of connections that the push of their joining did not reach. */
  readonly missedGroups: Counter;
  readonly leasesLost: Counter;
  /** By call. */
  readonly retries: Counter<'call'>;
  /** Other workers that were not told of a device's new connection. */
  readonly takeoversLost: Counter;
  /** Positions that a client had stored and that could not be saved. */
  readonly positionsLost: Counter;
  /** Frames that broke the WebSocket protocol or its limits. */
  readonly webSocketErrors: Counter;
  readonly requestFailures: Counter<'code'>;
}

/** `connections` is asked when the metrics are read. */
export function gatewayMetrics(registry: Registry, connections: () => number): GatewayMetrics {
  const hot: HotCounts = { framesReceived: 0, framesSent: 0, deliveries: 0, bytesSent: 0, socketWrites: 0 };
  const name = (what: string) => `microchat_gateway_${what}_total`;
  const counter = <Label extends string = never>(what: string, help: string, labelNames: Label[] = []) =>
    new Counter<Label>({ name: name(what), help, labelNames, registers: [registry] });
  const hotCounter = (what: string, help: string, read: () => number) =>
    new Counter({
      name: name(what),
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  new Gauge({
    name: 'microchat_gateway_connections',
    help: 'Open connections',
    registers: [registry],
    collect() {
      this.set(connections());
    },
  });
  hotCounter('frames_received', 'Frames from clients', () => hot.framesReceived);
  hotCounter('frames_sent', 'Frames to clients', () => hot.framesSent);
  hotCounter('deliveries', 'Notify frames to clients', () => hot.deliveries);
  hotCounter('bytes_sent', 'Bytes written to sockets', () => hot.bytesSent);
  hotCounter('socket_writes', 'Writes to sockets', () => hot.socketWrites);
  return {
    hot,
    framesDropped: counter('frames_dropped', 'Notify frames that were not delivered', ['cause']),
    wentBehind: counter('behind', 'Connections that stopped getting messages and got heads instead'),
    hints: counter('hints', 'Heads sent instead of messages'),
    closes: counter('closes', 'Connections closed by the gateway', ['code', 'reason']),
    handshakeFailures: counter('handshake_failures', 'Connections that were not welcomed', ['reason']),
    gaps: counter('gaps', 'Gaps found in pushed group entries'),
    gapEntries: counter('gap_entries', 'Group entries read from the log instead of pushed'),
    duplicatePushes: counter('duplicate_pushes', 'Pushes of group entries that had been delivered'),
    missedGroups: counter(
      'missed_groups',
      'Groups found by a heartbeat or a sync because the push of the joining was lost',
    ),
    leasesLost: counter('leases_lost', 'Leases that presence no longer knew'),
    retries: counter('retries', 'Calls that failed and are repeated', ['call']),
    takeoversLost: counter('takeovers_lost', "Other workers that were not told of a device's new connection"),
    positionsLost: counter('positions_lost', 'Stored positions that could not be saved'),
    webSocketErrors: counter('websocket_errors', 'Connections that broke the WebSocket protocol or its limits'),
    requestFailures: counter('request_failures', 'Requests answered with an error', ['code']),
  };
}
