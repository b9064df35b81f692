import { pino, type Logger } from 'pino';

/** A logger that swallows everything. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
