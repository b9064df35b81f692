import { Counter, Histogram, type Registry } from 'prom-client';

/** Counters of the business port. Methods and key names come from the contract and the configuration: few. */
export class BusinessMetrics {
  readonly #calls: Counter<'method' | 'key' | 'code'>;
  readonly #durations: Histogram<'method'>;

  constructor(registry: Registry) {
    this.#calls = new Counter({
      name: 'microchat_business_calls_total',
      help: 'Calls on the business port by API key and outcome.',
      labelNames: ['method', 'key', 'code'],
      registers: [registry],
    });
    this.#durations = new Histogram({
      name: 'microchat_business_call_duration_seconds',
      help: 'Time from call to answer.',
      labelNames: ['method'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    });
  }

  /** `key`: its name, or "none" for a call without a valid one. `code`: canonical, "OK" included. */
  answered(method: string, key: string, code: string, durationMs: number): void {
    this.#calls.inc({ method, key, code });
    this.#durations.observe({ method }, durationMs / 1000);
  }
}
