import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { limits } from '@microchat/core/limits';
import type { Random } from '@microchat/ports/time';
import { chooseEncoding, type Encoding } from '@microchat/protocol/encodings';
import { type WebSocket, WebSocketServer } from 'ws';
import { ClientSocket } from './client-socket.ts';
import type { Admission, HandshakeAdmission } from './handshake-admission.ts';

const path = '/v1/connect';
/** The request of an upgrade has only headers; both bounds are for those who dribble. */
const requestTimeoutMs = 5_000;
const headerBytesMax = 16 * 1024;
/** The queue of connections that the system keeps for a busy process; it caps it itself (somaxconn). */
const backlog = 4_096;
/** A message of 64 KiB has no reason to come in many pieces. */
const fragmentsMax = 64;
const retryAfterSecondsMax = 5;

export interface AcceptedSocket {
  readonly webSocket: WebSocket;
  readonly socket: Socket;
  readonly encoding: Encoding;
  readonly admission: Admission;
}

export interface UpgradeListenerDependencies {
  readonly host: string;
  readonly port: number;
  readonly allowedOrigins: readonly string[];
  readonly admission: HandshakeAdmission;
  readonly random: Random;
  /** Called in the turn of the upgrade: listeners set in it miss no frame. */
  accepted(accepted: AcceptedSocket): void;
  /** An upgrade was refused with this HTTP status. */
  refused(status: number): void;
}

/** The HTTP server of a worker: upgrades of /v1/connect, nothing else. */
export class UpgradeListener {
  readonly #dependencies: UpgradeListenerDependencies;
  readonly #server: Server;
  readonly #webSockets: WebSocketServer;
  #accepting = true;

  constructor(dependencies: UpgradeListenerDependencies) {
    this.#dependencies = dependencies;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      WebSocket: ClientSocket,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: limits.frameBytesMax,
      maxFragments: fragmentsMax,
      handleProtocols: (offered) => chooseEncoding(offered)?.subprotocol ?? false,
    });
    this.#server = createServer(
      { maxHeaderSize: headerBytesMax, requestTimeout: requestTimeoutMs },
      answerPlainRequest,
    );
    this.#server.headersTimeout = requestTimeoutMs;
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Resolves with the port when connections are taken. */
  listen(): Promise<number> {
    const { host, port } = this.#dependencies;
    // Workers share the port and the system spreads connections over them; elsewhere there is one worker.
    const reusePort = process.platform === 'linux';
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port, backlog, reusePort }, () => {
        this.#server.off('error', reject);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  /** Closes the port. Connections go on. */
  stop(): void {
    this.#accepting = false;
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Until `ws` takes over, a reset would otherwise be an uncaught error.
    socket.on('error', () => socket.destroy());
    const offered = protocolsOf(request);
    const encoding = chooseEncoding(offered)?.encoding;
    const status = this.#statusOf(request) ?? (encoding === undefined ? 400 : undefined);
    if (status !== undefined || encoding === undefined) return this.#refuse(socket, status ?? 400);
    const admission = this.#dependencies.admission.admit(request.socket.remoteAddress ?? '');
    if (admission === undefined) return this.#refuse(socket, 503);
    // An upgrade that `ws` itself refuses ends the socket.
    socket.once('close', () => admission.ended());
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#dependencies.accepted({ webSocket, socket: socket as Socket, encoding, admission });
    });
  }

  /** HTTP status of a refusal. */
  #statusOf({ url = '', headers }: IncomingMessage): number | undefined {
    if (!this.#accepting) return 503;
    if (url.split('?', 1)[0] !== path) return 404;
    const { origin } = headers;
    return origin === undefined || this.#dependencies.allowedOrigins.includes(origin) ? undefined : 403;
  }

  /** At random, so that those who were refused together do not come back together. */
  #retryAfterSeconds(): number {
    return 1 + Math.floor(this.#dependencies.random.next() * retryAfterSecondsMax);
  }

  #refuse(socket: Duplex, status: number): void {
    this.#dependencies.refused(status);
    const retry = status === 503 ? `Retry-After: ${this.#retryAfterSeconds()}\r\n` : '';
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${retry}\r\n`);
    socket.once('finish', () => socket.destroy());
  }
}

function protocolsOf({ headers }: IncomingMessage): Set<string> {
  const offered = headers['sec-websocket-protocol'] ?? '';
  return new Set(
    offered
      .split(',')
      .map((protocol) => protocol.trim())
      .filter((protocol) => protocol !== ''),
  );
}

function answerPlainRequest(request: IncomingMessage, response: ServerResponse): void {
  const known = request.url?.split('?', 1)[0] === path;
  response.writeHead(
    known ? 426 : 404,
    known ? { connection: 'close', upgrade: 'websocket' } : { connection: 'close' },
  );
  response.end();
}
