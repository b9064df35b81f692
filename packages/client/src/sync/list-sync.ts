/** How the conversation list stands against the server's. */
export interface ListSync {
  /**
   * `offline`: no connection. `listing`: a page of changes is awaited. `pausing`: the last request failed.
   * `current`: the list was complete when last asked; live frames keep it so.
   */
  readonly phase: 'offline' | 'listing' | 'pausing' | 'current';
  /** Position of the last page that was applied; empty for a new device. */
  readonly cursor: string;
  /** Asked for again while a page was awaited. */
  readonly again: boolean;
  readonly attempt: number;
  /** A new device until its first list is complete: everything that it finds is history, not news. */
  readonly fresh: boolean;
}

export type ListEvent =
  /** A page of changes: the welcome's, or a sync's answer. `empty`: it listed nothing. */
  | { readonly type: 'welcomed' | 'paged'; readonly cursor: string; readonly hasMore: boolean; readonly empty: boolean }
  | { readonly type: 'failed' }
  | { readonly type: 'pauseOver' }
  /** Something changed that only the list can tell. */
  | { readonly type: 'refresh' }
  /** A pong whose heads are all noted. */
  | { readonly type: 'adopt'; readonly cursor: string }
  | { readonly type: 'disconnected' };

/** What the caller does then: ask for the next page, start the pause, or announce that the list is complete. */
export type ListOrder = 'none' | 'sync' | 'pause' | 'complete';

export interface ListStep {
  readonly list: ListSync;
  readonly order: ListOrder;
}

export function newListSync(cursor: string): ListSync {
  return { phase: 'offline', cursor, again: false, attempt: 0, fresh: cursor === '' };
}

export function stepList(list: ListSync, event: ListEvent): ListStep {
  switch (event.type) {
    case 'welcomed':
      return applyPage({ ...list, again: false, attempt: 0 }, event);
    case 'paged':
      return list.phase === 'listing' ? applyPage(list, event) : stay(list);
    case 'failed':
      return list.phase === 'listing' ? pause(list) : stay(list);
    case 'pauseOver':
      return list.phase === 'pausing' ? ask({ ...list, again: false }) : stay(list);
    case 'refresh':
      if (list.phase === 'current') return ask(list);
      return list.phase === 'listing' ? stay({ ...list, again: true }) : stay(list);
    case 'adopt':
      // While pages are awaited the cursor is a place inside the list, which a pong's would overwrite.
      return list.phase === 'current' ? stay({ ...list, cursor: event.cursor }) : stay(list);
    case 'disconnected':
      return stay({ ...list, phase: 'offline', again: false, attempt: 0 });
  }
}

function applyPage(list: ListSync, page: { cursor: string; hasMore: boolean; empty: boolean }): ListStep {
  const moved = { ...list, cursor: page.cursor };
  // A page that promises more but neither lists nor moves would be asked for forever at full speed.
  if (page.hasMore && page.empty && page.cursor === list.cursor) return pause(moved);
  if (page.hasMore) return ask({ ...moved, attempt: 0 });
  if (list.again) return ask({ ...moved, again: false, attempt: 0, fresh: false });
  return { list: { ...moved, phase: 'current', attempt: 0, fresh: false }, order: 'complete' };
}

function ask(list: ListSync): ListStep {
  return { list: { ...list, phase: 'listing' }, order: 'sync' };
}

function pause(list: ListSync): ListStep {
  return { list: { ...list, phase: 'pausing', attempt: list.attempt + 1 }, order: 'pause' };
}

function stay(list: ListSync): ListStep {
  return { list, order: 'none' };
}
