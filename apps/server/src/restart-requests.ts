/** Where an operator's wish for a rolling restart of the gateway workers reaches them. */
export class RestartRequests {
  #listener: (() => void) | undefined;

  /** False: no workers run here. */
  ask(): boolean {
    this.#listener?.();
    return this.#listener !== undefined;
  }

  listen(listener: () => void): void {
    this.#listener = listener;
  }
}
