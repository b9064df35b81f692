import { destination, type DestinationStream, type Logger, pino } from 'pino';

import type { LogLevel } from './config/variables.ts';

/** Keys that must never be logged, wherever they sit; house rules forbid them anyway, this is the second line. */
const redactedKeys = ['token', 'ticket', 'secret', 'authorization', 'content', 'body'];

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Fields of every line, for example the worker's number. */
  readonly base: Readonly<Record<string, unknown>>;
  /** Default: standard error. */
  readonly stream?: DestinationStream;
}

/**
 * JSON lines, written synchronously: a line about a crash must be out before the process is gone. Standard output is
 * left to what people read.
 */
export function createLogger(options: LoggerOptions): Logger {
  return pino(
    {
      level: options.level,
      base: options.base,
      redact: { paths: redactedKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    options.stream ?? destination({ dest: 2, sync: true }),
  );
}
