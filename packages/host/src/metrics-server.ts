import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Registry } from 'prom-client';

import type { Readiness } from './readiness.ts';

export interface MetricsServerOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly metrics: Registry;
  readonly readiness: Readiness;
}

/** `/metrics` for Prometheus, `/healthz` (the process runs) and `/readyz` (it should get traffic). */
export class MetricsServer {
  readonly #options: MetricsServerOptions;
  readonly #server: Server;

  constructor(options: MetricsServerOptions) {
    this.#options = options;
    this.#server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8 * 1024 });
    this.#server.maxConnections = 100;
    this.#server.on('request', (request, response) => void this.#answer(request, response));
  }

  /** @returns the port. @throws Error if it is taken. */
  async listen(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen(this.#options.port, this.#options.host, resolve);
    await promise;
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Nothing here takes a body; a request that brings one must not keep its connection.
    request.resume();
    if (request.method !== 'GET') return send(response, 405, 'text/plain', 'only GET\n');
    switch (request.url) {
      case '/metrics':
        return send(response, 200, this.#options.metrics.contentType, await this.#options.metrics.metrics());
      case '/healthz':
        return send(response, 200, 'application/json', '{"healthy":true}\n');
      case '/readyz': {
        const report = this.#options.readiness.report();
        return send(response, report.ready ? 200 : 503, 'application/json', `${JSON.stringify(report)}\n`);
      }
      default:
        return send(response, 404, 'text/plain', 'not found\n');
    }
  }
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(body);
}
