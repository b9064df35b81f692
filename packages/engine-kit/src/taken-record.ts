import type { LogRecord } from '@microchat/ports/event-log';
import type { OffsetSlot, OffsetWindow } from './offset-window.ts';

/** A record on its way through a handler, and its place in its partition. */
export interface TakenRecord {
  readonly record: LogRecord;
  readonly partition: OffsetWindow;
  readonly slot: OffsetSlot;
}
