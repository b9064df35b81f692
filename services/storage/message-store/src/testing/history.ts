import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { Client } from '@microchat/rpc/service-contract';
import { expect } from 'vitest';
import type { MessageStoreDefinition } from '../contract.ts';

/** All entries of a conversation, oldest first, read page by page. */
export async function readHistory(
  client: Client<MessageStoreDefinition>,
  conversationId: string,
  limit = 200,
): Promise<LogEntry__Output[]> {
  const entries: LogEntry__Output[] = [];
  let beforeIndex = 0;
  do {
    const page = await client.readPage({ conversationId, beforeIndex, limit });
    if (page.entries.length === 0) break;
    entries.push(...page.entries);
    beforeIndex = entries.at(-1)?.index ?? 0;
  } while (beforeIndex > 1);
  return entries.toReversed();
}

/** Dense index from 1, unbroken chain, increasing message ids, dense count, no message twice. */
export function expectSoundHistory(entries: readonly LogEntry__Output[]): void {
  let previousMessageId = '0';
  let count = 0;
  for (const [place, entry] of entries.entries()) {
    expect(entry.index).toBe(place + 1);
    expect(entry.previousMessageId).toBe(previousMessageId);
    expect(BigInt(entry.messageId)).toBeGreaterThan(BigInt(previousMessageId));
    count += entry.membershipVersion === 0 ? 1 : 0;
    expect(entry.count).toBe(count);
    previousMessageId = entry.messageId;
  }
  const sent = new Set(entries.map((entry) => `${entry.senderId}/${entry.clientMessageId}`));
  expect(sent.size).toBe(entries.length);
}
