import type { ListEntry } from './list-entry.ts';

/** What a user wants of a conversation; what is left out stays as it is. */
export interface Attributes {
  readonly muted?: boolean | undefined;
  readonly pinned?: boolean | undefined;
  /** The head when the user hid the conversation; 0 = shown again. */
  readonly hiddenThrough?: number | undefined;
  readonly markedUnread?: boolean | undefined;
  readonly draft?: string | undefined;
}

/**
 * Unlike positions these do not grow: the last one wins, except that of two devices which hide a conversation at once the
 * one that saw more wins. The same object when nothing changed.
 */
export function setAttributes(entry: ListEntry, wish: Attributes): ListEntry {
  const { muted = entry.muted, pinned = entry.pinned, markedUnread = entry.markedUnread, draft = entry.draft } = wish;
  const hiddenThrough = wish.hiddenThrough === 0 ? 0 : Math.max(entry.hiddenThrough, wish.hiddenThrough ?? 0);
  const isSame =
    muted === entry.muted &&
    pinned === entry.pinned &&
    markedUnread === entry.markedUnread &&
    draft === entry.draft &&
    hiddenThrough === entry.hiddenThrough;
  return isSame ? entry : { ...entry, muted, pinned, markedUnread, draft, hiddenThrough };
}
