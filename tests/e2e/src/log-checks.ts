import { judgeLog } from '@microchat/verifier/judge-log';
import type { WireMessage } from './wire-client.ts';

/** Throws unless the messages are a log without holes: dense index, unbroken chain, growing ids (I2). */
export function expectUnbrokenLog(messages: readonly WireMessage[], firstIndex = 1): void {
  const [problem] = judgeLog(messages, { index: firstIndex - 1 });
  if (problem !== undefined) throw new Error(`${problem.kind}: ${problem.what}`);
}

/** A client's pushed messages of one conversation, by index, each once. */
export function byIndex(messages: readonly WireMessage[], conversationId: string): WireMessage[] {
  const unique = new Map(
    messages.filter((message) => message.conversationId === conversationId).map((message) => [message.index, message]),
  );
  return [...unique.values()].sort((left, right) => left.index - right.index);
}
