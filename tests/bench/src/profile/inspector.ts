import { once } from 'node:events';
import WebSocket from 'ws';
import type { ServerProcess } from '@microchat/tests-e2e/server';
import type { CpuProfile } from './cpu-profile.ts';

/** What a server that is to be inspected is started with. */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The debugging protocol of a running server. */
export class Inspector {
  readonly #socket: WebSocket;
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async attach(server: Pick<ServerProcess, 'output'>): Promise<Inspector> {
    const url = /Debugger listening on (ws:\S+)/.exec(server.output())?.[1];
    if (url === undefined) throw new Error('the server was not started with an inspector');
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 30 });
    await once(socket, 'open');
    return new Inspector(socket);
  }

  /** Where the main thread's time goes from here until `until` resolves. */
  async profile(until: Promise<unknown>): Promise<CpuProfile> {
    await this.#call('Profiler.enable');
    await this.#call('Profiler.setSamplingInterval', { interval: 500 });
    await this.#call('Profiler.start');
    await until;
    const { profile } = (await this.#call('Profiler.stop')) as { profile: CpuProfile };
    await this.#call('Profiler.disable');
    return profile;
  }

  collectGarbage(): Promise<unknown> {
    return this.#call('HeapProfiler.collectGarbage');
  }

  detach(): void {
    this.#socket.close();
  }

  #call(method: string, params: Record<string, unknown> = {}): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const take = (data: Buffer) => {
        const answer = JSON.parse(data.toString()) as Answer;
        if (answer.id !== id) return;
        this.#socket.off('message', take);
        if (answer.error === undefined) resolve(answer.result);
        else reject(new Error(`${method}: ${answer.error.message}`));
      };
      this.#socket.on('message', take);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
