import { type Cursor, cursorFields, cursorOf } from './domain/cursor.ts';

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursorFields(cursor))).toString('base64url');
}

/**
 * Undefined for anything that this server did not write, and for the formats of other versions: the caller answers with
 * a full resync, so a damaged cursor costs a client one longer answer instead of an error that it can't get out of.
 */
export function decodeCursor(text: string): Cursor | undefined {
  try {
    return cursorOf(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
