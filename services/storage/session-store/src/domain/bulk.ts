import type { ListEntry } from './list-entry.ts';
import type { ListRequest } from './list-request.ts';

// Drafts and deleted ranges are what makes an entry large: a few kilobytes instead of a few hundred bytes. Whoever has
// many entries at once counts them apart or leaves them out.

/** UTF-8 has at most three bytes for a UTF-16 unit. */
const bytesPerUnit = 3;
/** Two numbers of at most five bytes each, their tags and the range's own. */
const bytesPerRange = 14;

/** At most so many bytes of an entry are draft and deleted ranges. */
export function bulkBytes({ draft, deleted }: ListEntry): number {
  return draft.length * bytesPerUnit + deleted.length * bytesPerRange;
}

/** At most so many bytes a request adds to them. */
export function bulkBytesOf(request: ListRequest): number {
  if (request.kind === 'attributes') return (request.attributes.draft?.length ?? 0) * bytesPerUnit;
  return request.kind === 'hide' ? request.hiding.deletedIndexes.length * bytesPerRange : 0;
}

/** The entry as events and long lists carry it. */
export function withoutBulk<Entry extends Pick<ListEntry, 'draft' | 'deleted'>>(entry: Entry): Entry {
  return entry.draft === '' && entry.deleted.length === 0 ? entry : { ...entry, draft: '', deleted: [] };
}
