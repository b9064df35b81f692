/**
 * A token bucket that bounds retries to a share of the calls, so that an outage is not answered with twice the load.
 * Ten calls pay for one retry (10 %). A client starts with ten and may save up to a hundred: the calls that are in flight
 * when one of several instances dies go to the others together.
 */
export class RetryBudget {
  static readonly #tokensMax = 100;
  static readonly #tokensPerCall = 0.1;
  #tokens = 10;

  /** Every first attempt adds to the budget. */
  earn(): void {
    this.#tokens = Math.min(RetryBudget.#tokensMax, this.#tokens + RetryBudget.#tokensPerCall);
  }

  /** True if a retry may go out. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
