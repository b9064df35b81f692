import { type LogRecord, PoisonRecordError } from '@microchat/ports/event-log';

/** Decodes a record's value; one that can't be decoded is parked at once, because it never will. */
export function decodeRecord<Event>(record: LogRecord, decode: (value: Uint8Array) => Event): Event {
  try {
    return decode(record.value);
  } catch (cause) {
    throw new PoisonRecordError(`record ${record.partition}/${record.offset} is undecodable`, { cause });
  }
}
