import type { ProcessMessage } from '../process-messages.ts';
import type { WorkerProcess } from '../worker-process.ts';

/** A worker process that does what a test says. */
export class FakeWorker implements WorkerProcess {
  readonly pid: number;
  readonly signals: string[] = [];
  receive: (message: ProcessMessage) => void = () => {};
  exit: (cause: string) => void = () => {};

  constructor(pid = 1) {
    this.pid = pid;
  }

  onMessage(listener: (message: ProcessMessage) => void): void {
    this.receive = listener;
  }

  onExit(listener: (cause: string) => void): void {
    this.exit = listener;
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.signals.push(signal);
  }

  listen(): void {
    this.receive({ kind: 'listening', gatewayPort: 8081 });
  }
}
