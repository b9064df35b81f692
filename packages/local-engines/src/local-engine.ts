import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineName, type EngineOptions, EngineStartError, type LocalEngine } from './engine.ts';
import { type EngineCommand, EngineProcess } from './engine-process.ts';
import { freePort, isFree } from './free-port.ts';
import { untilAnswered } from './until-answered.ts';

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
/** Starts with another port when somebody took the first one. */
const startsMax = 3;
const portTaken = /address already in use|EADDRINUSE|BindException/i;
const logTailLines = 30;

/** Starts a server as a plain process of this machine and resolves when it answers. */
export async function startLocalEngine(recipe: EngineRecipe, options: EngineOptions): Promise<LocalEngine> {
  for (let start = 1; ; start++) {
    const engine = new ProcessEngine(recipe, options, options.port ?? (await freePort()));
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

class ProcessEngine implements LocalEngine {
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

  async pause(): Promise<void> {
    this.#process?.signal('SIGSTOP');
  }

  async resume(): Promise<void> {
    this.#process?.signal('SIGCONT');
  }

  async restart(): Promise<void> {
    if (this.#stopped) throw new Error(`${this.name} was stopped for good`);
    await this.kill();
    // Whoever listens there already would answer for our server, which is still about to find that out.
    if (!(await isFree(this.#port))) throw new EngineStartError(`${this.name}: EADDRINUSE ${this.address}`);
    const command = await this.#recipe.prepare(this.folder, this.#port);
    this.#process = await EngineProcess.start(command, {
      logFile: this.#logFile,
      removeFolder: this.#temporary ? this.folder : undefined,
    });
    await this.#untilItAnswers(this.#process);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.resume();
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
    try {
      await untilAnswered({
        answer: () => this.#recipe.answer(this.address),
        ended: () => (running.running ? undefined : running.exited),
        timeoutMs: this.#startTimeoutMs,
      });
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(cause: unknown): EngineStartError {
    const log = existsSync(this.#logFile) ? readFileSync(this.#logFile, 'utf8') : '';
    const tail = log.trimEnd().split('\n').slice(-logTailLines).join('\n');
    return new EngineStartError(`${this.name}: ${String(cause)}\nThe end of ${this.#logFile}:\n${tail}`);
  }
}
