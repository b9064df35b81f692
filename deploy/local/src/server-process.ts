import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ProcessMessage, ReadyMessage } from 'microchat/process-messages';

const { nodeFlags } = createRequire(import.meta.url)('../../../scripts/node-flags.cjs') as { nodeFlags: string[] };
const mainFile = fileURLToPath(import.meta.resolve('microchat/main'));
const leaveWithRunner = pathToFileURL(join(import.meta.dirname, 'leave-with-runner.ts')).href;
const logTailLines = 30;

export interface ServerProcessOptions {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Appended to. */
  readonly logFile: string;
  /** It ended although nobody told it to. */
  readonly onEnded: (reason: string) => void;
}

/** One server process that can be killed and started again with the same configuration. */
export class ServerProcess {
  readonly name: string;
  readonly #options: ServerProcessOptions;
  #child: ChildProcess | undefined;
  #exited: Promise<string> = Promise.resolve('never started');
  #ready: ReadyMessage | undefined;
  #isWanted = false;

  constructor(options: ServerProcessOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Its real ports, since it was ready; undefined while it does not run. */
  get ready(): ReadyMessage | undefined {
    return this.#ready;
  }

  /** Resolves when it is ready. @throws Error with the end of its log if it ends before. */
  async start(): Promise<void> {
    if (this.#child !== undefined) throw new Error(`${this.name} runs already`);
    const { variables, logFile } = this.#options;
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'a');
    const child = fork(mainFile, ['serve'], {
      // Detached: a terminal's Ctrl-C goes to a whole process group, but the order of stopping is the runner's.
      detached: true,
      execArgv: [...nodeFlags, `--import=${leaveWithRunner}`],
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, ...variables },
    });
    closeSync(log);
    this.#child = child;
    const ready = Promise.withResolvers<ReadyMessage>();
    child.on('message', (message: ProcessMessage) => {
      if (message.kind === 'ready') ready.resolve(message);
    });
    this.#exited = endOf(child).then((reason) => {
      this.#child = undefined;
      this.#ready = undefined;
      const wasWanted = this.#isWanted;
      this.#isWanted = false;
      ready.reject(new Error(`${this.name} ended before it was ready (${reason}):\n${this.logTail()}`));
      if (wasWanted) this.#options.onEnded(reason);
      return reason;
    });
    this.#ready = await ready.promise;
    this.#isWanted = true;
  }

  /** Resolves with the reason when it is gone: `exit code 0` or the signal. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<string> {
    this.#isWanted = false;
    this.#child?.kill(signal);
    return this.#exited;
  }

  /** SIGSTOP: it keeps its connections and answers nothing. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** The last lines that it wrote. */
  logTail(): string {
    const { logFile } = this.#options;
    if (!existsSync(logFile)) return 'never started';
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-logTailLines).join('\n');
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ?? `exit code ${code}`;
  } catch (error) {
    // It could not even be started.
    return String(error);
  }
}
