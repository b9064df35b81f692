/** What a server process tells the process that forked it, over Node's IPC channel. */
export type ProcessMessage = ListeningMessage | ReadyMessage | FailedMessage;

/** A gateway worker accepts connections. */
export interface ListeningMessage {
  readonly kind: 'listening';
  readonly gatewayPort: number;
}

/** The main process serves. For tests and supervisors: these are the real ports. */
export interface ReadyMessage {
  readonly kind: 'ready';
  readonly pid: number;
  readonly apiPort: number;
  readonly gatewayPort: number;
  readonly businessPort: number;
  readonly metricsPort: number;
  /** Undefined: this process serves nothing to others. */
  readonly rpcPort: number | undefined;
  readonly dataDir: string;
}

/** The process could not start and exits. */
export interface FailedMessage {
  readonly kind: 'failed';
  readonly message: string;
}

/** Resolves when the message is on its way: exiting before would lose it. Does nothing in a process that was not forked. */
export async function tellParent(message: ProcessMessage): Promise<void> {
  if (process.send === undefined || !process.connected) return;
  // A parent that is gone needs no message.
  await new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}
