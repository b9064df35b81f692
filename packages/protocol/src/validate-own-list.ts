import { limits } from '@microchat/core/limits';
import { checkText } from './field-checks.ts';
import { reasons } from './reasons.ts';
import { fieldPath, invalidArgument } from './violation.ts';

// What both edges check of requests about the user's own list. `path`: where the fields are; '' = the body itself.

/** At least one wish, and a draft that is not too long. */
export function checkWish(
  wish: {
    readonly muted?: boolean | undefined;
    readonly pinned?: boolean | undefined;
    readonly hidden?: boolean | undefined;
    readonly markedUnread?: boolean | undefined;
    readonly draft?: string | undefined;
  },
  path: string,
): void {
  const { muted, pinned, hidden, markedUnread, draft } = wish;
  if ([muted, pinned, hidden, markedUnread, draft].every((value) => value === undefined)) {
    throw invalidArgument(reasons.required, path, 'one of muted, pinned, hidden, markedUnread and draft must be given');
  }
  checkText(draft ?? '', fieldPath(path, 'draft'), limits.draftCharsMax);
}

/** Messages to delete. */
export function checkDeletedIndexes(indexes: readonly number[], path: string): void {
  const field = fieldPath(path, 'indexes');
  const { deletedIndexesPerCallMax } = limits;
  if (indexes.length === 0) throw invalidArgument(reasons.required, field, 'is required');
  if (indexes.length > deletedIndexesPerCallMax) {
    throw invalidArgument(reasons.tooMany, field, `must have at most ${deletedIndexesPerCallMax} items`);
  }
  for (const [position, index] of indexes.entries()) {
    if (index === 0) throw invalidArgument(reasons.outOfRange, `${field}[${position}]`, 'must be at least 1');
  }
}
