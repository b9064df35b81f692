import { Counter, Histogram, type Registry } from 'prom-client';

/** Counters of the API. Routes are labelled by their template, so that their number is bounded. */
export class ApiMetrics {
  readonly #durations: Histogram<'route' | 'status'>;
  readonly #errors: Counter<'code' | 'reason'>;
  readonly #forcedCloses: Counter;

  constructor(registry: Registry) {
    this.#durations = new Histogram({
      name: 'microchat_api_request_duration_seconds',
      help: 'Time from request to answer.',
      labelNames: ['route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    });
    this.#errors = new Counter({
      name: 'microchat_api_errors_total',
      help: 'Requests that were answered with an error.',
      labelNames: ['code', 'reason'],
      registers: [registry],
    });
    this.#forcedCloses = new Counter({
      name: 'microchat_api_forced_closes_total',
      help: 'Stops that had to cut connections with running requests.',
      registers: [registry],
    });
  }

  answered(route: string, status: number, durationMs: number): void {
    this.#durations.observe({ route, status: String(status) }, durationMs / 1000);
  }

  refused(code: string, reason: string): void {
    this.#errors.inc({ code, reason });
  }

  forcedClose(): void {
    this.#forcedCloses.inc();
  }
}
