import { type Column, type KvStore, kvLimits, type PartitionKey, type ScanRange } from '@microchat/ports/kv-store';
import { outboxColumns } from './outbox-rows.ts';

/** Outbox rows in the way: usually the newest one alone. */
const hiddenUsually = 1;

/** Scans past the outbox rows. A scan whose range does not touch them, as those of the stores, goes straight through. */
export async function scanWithoutOutbox(kv: KvStore, key: PartitionKey, range: ScanRange): Promise<Column[]> {
  if (range.to <= outboxColumns.from || range.from >= outboxColumns.to) return kv.scan(key, range);
  const found: Column[] = [];
  let { from, to } = range;
  for (;;) {
    const missing = range.limit - found.length;
    const limit = Math.min(kvLimits.scanLimitMax, missing + hiddenUsually);
    const page = await kv.scan(key, { ...range, from, to, limit });
    found.push(...page.filter(({ column }) => !isHidden(column)).slice(0, missing));
    const last = page.at(-1);
    if (last === undefined || page.length < limit || found.length >= range.limit) return found;
    if (range.reverse === true) to = isHidden(last.column) ? outboxColumns.from : last.column;
    else from = isHidden(last.column) ? outboxColumns.to : `${last.column}\0`;
  }
}

function isHidden(column: string): boolean {
  return column.startsWith(outboxColumns.from);
}
