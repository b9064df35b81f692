interface Line<T> {
  readonly running: Promise<T>;
  next: Promise<T> | undefined;
}

/**
 * Many callers with the same question, one request at a time. A caller shares only a request that started after its
 * call: an answer is never older than the question, however many ask.
 */
export class SharedRequests<T> {
  readonly #lines = new Map<string, Line<T>>();

  ask(name: string, request: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(name);
    if (line === undefined) return this.#start(name, request);
    line.next ??= line.running.then(
      () => this.#start(name, request),
      () => this.#start(name, request),
    );
    return line.next;
  }

  #start(name: string, request: () => Promise<T>): Promise<T> {
    const running = request();
    const line: Line<T> = { running, next: undefined };
    this.#lines.set(name, line);
    const ended = () => {
      if (line.next === undefined) this.#lines.delete(name);
    };
    running.then(ended, ended);
    return running;
  }
}
