interface Linked {
  readonly messageId: string;
  readonly previousMessageId: string;
}

/**
 * The chain as one user sees it: in a page (newest first, nothing visible left out between its entries) every entry
 * follows the next older one that the user sees. `below`: what the page's oldest entry follows.
 */
export function relink<Entry extends Linked>(entries: readonly Entry[], below: string | undefined): Entry[] {
  return entries.map((entry, at) => {
    const previousMessageId = entries[at + 1]?.messageId ?? below ?? entry.previousMessageId;
    return previousMessageId === entry.previousMessageId ? entry : { ...entry, previousMessageId };
  });
}
