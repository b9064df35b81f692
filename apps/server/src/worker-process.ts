import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { ProcessMessage } from './process-messages.ts';

const { nodeFlags } = createRequire(import.meta.url)('../../../scripts/node-flags.cjs') as { nodeFlags: string[] };

/** A running child as the supervisor sees it. */
export interface WorkerProcess {
  readonly pid: number;
  onMessage(listener: (message: ProcessMessage) => void): void;
  /** Called once, also when the process could not be created. `cause`: for people. */
  onExit(listener: (cause: string) => void): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** Forks a server process with this environment. It runs under the Node of this process. */
export function forkServer(environment: Record<string, string | undefined>): WorkerProcess {
  const child = fork(join(import.meta.dirname, 'main.ts'), ['serve'], {
    // Undefined values would become the text "undefined".
    env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    execArgv: nodeFlags,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid ?? 0,
    onMessage: (listener) => void child.on('message', (message) => listener(message as ProcessMessage)),
    onExit: (listener) => {
      child.once('error', (error) => listener(error.message));
      child.once('exit', (code, signal) => listener(signal === null ? `exit code ${code}` : signal));
    },
    kill: (signal) => void child.kill(signal),
  };
}
