import type { ListEntry } from './list-entry.ts';

/** What a user wants of a conversation; what is left out stays as it is. */
export interface Attributes {
  readonly muted?: boolean;
  readonly pinned?: boolean;
}

/** Unlike positions these do not grow: the last one wins. The same object when nothing changed. */
export function setAttributes(entry: ListEntry, { muted = entry.muted, pinned = entry.pinned }: Attributes): ListEntry {
  return muted === entry.muted && pinned === entry.pinned ? entry : { ...entry, muted, pinned };
}
