import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Engine, type EngineName, type EngineOptions, EngineStartError } from './engine.ts';
import { type EngineCommand, EngineProcess } from './engine-process.ts';
import { freePort } from './free-port.ts';

/** What differs between servers. */
export interface EngineRecipe {
  readonly name: EngineName;
  readonly startTimeoutMs: number;
  /** Writes the configuration for this port into the folder (again at every start) and says what to run. */
  prepare(folder: string, port: number): Promise<EngineCommand>;
  /** Resolves once a real client got a real answer from this address; throws otherwise, within seconds. */
  answer(address: string): Promise<void>;
}

/** How long a server may take to end by itself before it is killed. */
const stopTimeoutMs = 20_000;
const answerIntervalMs = 100;
/** Starts with another port when somebody took the first one. */
const startsMax = 3;
const portTaken = /address already in use|EADDRINUSE|BindException/i;
const logTailLines = 30;

/** Starts a server as a plain process of this machine and resolves when it answers. */
export async function startLocalEngine(recipe: EngineRecipe, options: EngineOptions): Promise<Engine> {
  for (let start = 1; ; start++) {
    const engine = new LocalEngine(recipe, options, options.port ?? (await freePort()));
    try {
      await engine.restart();
      return engine;
    } catch (error) {
      await engine.abandon();
      const retry = start < startsMax && options.port === undefined && portTaken.test(String(error));
      if (!retry) throw error;
    }
  }
}

class LocalEngine implements Engine {
  readonly name: EngineName;
  readonly address: string;
  readonly folder: string;
  readonly #recipe: EngineRecipe;
  readonly #port: number;
  readonly #temporary: boolean;
  readonly #startTimeoutMs: number;
  #process: EngineProcess | undefined;
  #stopped = false;

  constructor(recipe: EngineRecipe, options: EngineOptions, port: number) {
    this.#recipe = recipe;
    this.name = recipe.name;
    this.#port = port;
    this.address = `127.0.0.1:${port}`;
    this.#temporary = options.folder === undefined;
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), `microchat-${recipe.name}-`));
    mkdirSync(this.folder, { recursive: true });
    this.#startTimeoutMs = options.startTimeoutMs ?? recipe.startTimeoutMs;
  }

  get pid(): number | undefined {
    return this.#process?.running === true ? this.#process.pid : undefined;
  }

  async exited(): Promise<string> {
    return (await this.#process?.exited) ?? 'never started';
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.#process?.signal(signal);
    await this.exited();
  }

  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  async restart(): Promise<void> {
    if (this.#stopped) throw new Error(`${this.name} was stopped for good`);
    await this.kill();
    const command = await this.#recipe.prepare(this.folder, this.#port);
    this.#process = await EngineProcess.start(command, {
      logFile: this.#logFile,
      removeFolder: this.#temporary ? this.folder : undefined,
    });
    await this.#untilItAnswers(this.#process);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.resume();
    // Data that nobody will read again needs no orderly end.
    this.#process?.signal(this.#temporary ? 'SIGKILL' : 'SIGTERM');
    const timer = new AbortController();
    const late = sleep(stopTimeoutMs, undefined, { signal: timer.signal, ref: false }).then(
      () => this.kill(),
      () => undefined,
    );
    await Promise.race([this.exited(), late]);
    timer.abort();
    if (this.#temporary) rmSync(this.folder, { recursive: true, force: true });
  }

  /** Kills a server that did not come up; its folder stays for whoever asks why. */
  async abandon(): Promise<void> {
    this.#stopped = true;
    await this.kill();
  }

  get #logFile(): string {
    return join(this.folder, 'engine.log');
  }

  async #untilItAnswers(running: EngineProcess): Promise<void> {
    const deadlineMs = performance.now() + this.#startTimeoutMs;
    for (;;) {
      try {
        await this.#recipe.answer(this.address);
        // Somebody else's server may answer at a port that ours could not take.
        if (running.running) return;
      } catch (error) {
        if (performance.now() > deadlineMs) throw this.#failure(`did not answer in time: ${String(error)}`);
      }
      if (!running.running) throw this.#failure(`ended at its start: ${await running.exited}`);
      await sleep(answerIntervalMs);
    }
  }

  #failure(what: string): EngineStartError {
    const log = existsSync(this.#logFile) ? readFileSync(this.#logFile, 'utf8') : '';
    const tail = log.trimEnd().split('\n').slice(-logTailLines).join('\n');
    return new EngineStartError(`${this.name} ${what}\nThe end of ${this.#logFile}:\n${tail}`);
  }
}
