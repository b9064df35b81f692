import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

export interface EngineCommand {
  readonly file: string;
  readonly args: readonly string[];
}

export interface EngineProcessOptions {
  readonly logFile: string;
  /** Removed if this process dies before it has stopped the server. */
  readonly removeFolder: string | undefined;
}

const supervisor = fileURLToPath(new URL('engine-supervisor.ts', import.meta.url));

/** One process of a server under its supervisor. */
export class EngineProcess {
  readonly pid: number;
  /** Resolves with the reason. */
  readonly exited: Promise<string>;
  #running = true;

  private constructor(pid: number, exited: Promise<string>) {
    this.pid = pid;
    this.exited = exited.then((reason) => {
      this.#running = false;
      return reason;
    });
  }

  /** @throws if the command can't be started. */
  static async start(command: EngineCommand, options: EngineProcessOptions): Promise<EngineProcess> {
    const child = spawn(
      process.execPath,
      [supervisor, options.logFile, options.removeFolder ?? '', command.file, ...command.args],
      // Detached: a terminal's Ctrl-C goes to a whole process group, and must not reach the servers.
      { detached: true, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const { started, exited } = listen(child);
    return new EngineProcess(await started, exited);
  }

  get running(): boolean {
    return this.#running;
  }

  signal(signal: NodeJS.Signals): void {
    if (this.#running) process.kill(this.pid, signal);
  }
}

function listen(child: ChildProcess): { started: Promise<number>; exited: Promise<string> } {
  const started = Promise.withResolvers<number>();
  const exited = Promise.withResolvers<string>();
  const end = (reason: string) => {
    started.reject(new Error(reason));
    exited.resolve(reason);
  };
  child.once('error', (error) => end(error.message));
  child.once('exit', () => end('its supervisor ended'));
  // Closed when the supervisor exits first.
  child.stdin?.on('error', () => undefined);
  if (child.stdout !== null) {
    createInterface(child.stdout).on('line', (line) => {
      const message = JSON.parse(line) as { pid?: number; exit?: string };
      if (message.pid !== undefined) started.resolve(message.pid);
      if (message.exit !== undefined) end(message.exit);
    });
  }
  return { started: started.promise, exited: exited.promise };
}
