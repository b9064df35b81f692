import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { FailedMessage, ProcessMessage, ReadyMessage } from '../process-messages.ts';

/** A real server process: `microchat serve` with these variables and no others. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly #first: Promise<ProcessMessage>;
  #output = '';

  constructor(variables: Readonly<Record<string, string>>) {
    this.child = fork(join(import.meta.dirname, '../main.ts'), ['serve'], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        MICROCHAT_API_PORT: '0',
        MICROCHAT_GATEWAY_PORT: '0',
        MICROCHAT_BUSINESS_PORT: '0',
        MICROCHAT_METRICS_PORT: '0',
        ...variables,
      },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#output += chunk;
      });
    }
    this.exited = once(this.child, 'exit').then(([code]) => code as number | null);
    this.#first = once(this.child, 'message').then(([message]) => message as ProcessMessage);
  }

  async ready(): Promise<ReadyMessage> {
    const message = await this.#first;
    if (message.kind !== 'ready')
      throw new Error(`the server is not ready: ${JSON.stringify(message)}\n${this.#output}`);
    return message;
  }

  async failed(): Promise<FailedMessage> {
    const message = await this.#first;
    if (message.kind !== 'failed') throw new Error(`the server did not fail: ${JSON.stringify(message)}`);
    return message;
  }

  get output(): string {
    return this.#output;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}
