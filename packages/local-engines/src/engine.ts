/** The servers that MicroChat runs on when it is more than one machine's demo. */
export type EngineName = 'cassandra' | 'kafka' | 'redis';

/** A server that runs as a process of this machine, or in a container, for us. It ends with this process, however this process ends. */
export interface Engine {
  readonly name: EngineName;
  /** `host:port` for clients; the same after a restart. */
  readonly address: string;
  /** Of the process that runs now; undefined while none does, and for containers. */
  readonly pid: number | undefined;
  /** Resolves with the reason when the process that runs now has ended, whoever ended it. */
  exited(): Promise<string>;
  /** Sends a signal, by default SIGKILL, and resolves when the server is gone. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** SIGSTOP or the like: the server keeps its sockets and answers nothing. */
  pause(): Promise<void>;
  /** Ends the pause. */
  resume(): Promise<void>;
  /** Kills it if it still runs, starts it again on the same port and data, and waits until it answers. */
  restart(): Promise<void>;
  /** Ends it for good and removes its folder unless the caller chose that folder. Idempotent. */
  stop(): Promise<void>;
}

/** A server whose files we see. */
export interface LocalEngine extends Engine {
  /** Its data and its log, `engine.log`. */
  readonly folder: string;
}

export interface EngineOptions {
  /** Where data and log live. Default: a new temporary folder that is removed at the end. A given folder is kept. */
  readonly folder?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Longest wait until it answers. */
  readonly startTimeoutMs?: number;
}

/** The server did not come up; the message holds the end of its log and where all of it is. */
export class EngineStartError extends Error {
  override readonly name = 'EngineStartError';
}

/** Something that this machine lacks: Java, Maven, a binary. */
export class EngineMissingError extends Error {
  override readonly name = 'EngineMissingError';
}
