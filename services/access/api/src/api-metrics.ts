import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { WaitOutcome } from './updates/update-wait.ts';
import type { UpdatesObserver } from './updates/updates.ts';

/** Counters of the API. Routes are labelled by their template, so that their number is bounded. */
export class ApiMetrics implements UpdatesObserver {
  readonly #durations: Histogram<'route' | 'status'>;
  readonly #errors: Counter<'code' | 'reason'>;
  readonly #forcedCloses: Counter;
  readonly #waiting: Gauge;
  readonly #updates: Counter<'outcome'>;
  readonly #checkFailures: Counter;
  readonly #rounds: Histogram;

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
    this.#waiting = new Gauge({
      name: 'microchat_api_updates_waiting',
      help: 'Requests that wait for news.',
      registers: [registry],
    });
    this.#updates = new Counter({
      name: 'microchat_api_updates_total',
      help: 'Requests for news, by how their wait ended: changed, empty, replaced, draining, gone, refused, failed.',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.#checkFailures = new Counter({
      name: 'microchat_api_updates_check_failures_total',
      help: 'Looks for news that failed and are repeated in the next round.',
      registers: [registry],
    });
    this.#rounds = new Histogram({
      name: 'microchat_api_updates_round_duration_seconds',
      help: 'Time to look for the news of everybody who waits; what is on top of a second comes later by that.',
      buckets: [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10],
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

  waiting(count: number): void {
    this.#waiting.set(count);
  }

  waitEnded(outcome: WaitOutcome): void {
    this.#updates.inc({ outcome });
  }

  checkFailed(): void {
    this.#checkFailures.inc();
  }

  roundEnded(durationMs: number): void {
    this.#rounds.observe(durationMs / 1000);
  }
}
