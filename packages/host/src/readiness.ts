/** Undefined: fine. Else what is missing, for people. */
export type ReadinessCheck = () => string | undefined;

export interface ReadinessReport {
  readonly ready: boolean;
  /** What is missing, by the name of its check. */
  readonly missing: Readonly<Record<string, string>>;
}

/** Whether this process should get traffic: started, not stopping, and every check content. */
export class Readiness {
  readonly #checks = new Map<string, ReadinessCheck>();
  #phase: 'starting' | 'started' | 'stopping' = 'starting';

  addCheck(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  started(): void {
    this.#phase = 'started';
  }

  stopping(): void {
    this.#phase = 'stopping';
  }

  report(): ReadinessReport {
    const missing: Record<string, string> = {};
    if (this.#phase !== 'started') missing['process'] = this.#phase;
    for (const [name, check] of this.#checks) {
      const problem = check();
      if (problem !== undefined) missing[name] = problem;
    }
    return { ready: Object.keys(missing).length === 0, missing };
  }
}
