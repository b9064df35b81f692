import type { WireMessage } from './wire-client.ts';

/** Throws unless the messages are a log without holes: dense index, unbroken chain, growing ids (I2). */
export function expectUnbrokenLog(messages: readonly WireMessage[], firstIndex = 1): void {
  messages.forEach((message, at) => {
    const previous = messages[at - 1];
    if (message.index !== firstIndex + at) throw new Error(`index ${message.index} at position ${at}`);
    if (previous === undefined) return;
    if (message.previousMessageId !== previous.messageId) throw new Error(`chain broken at ${message.index}`);
    if (BigInt(message.messageId) <= BigInt(previous.messageId)) throw new Error(`messageId sinks at ${message.index}`);
  });
}

/** A client's pushed messages of one conversation, by index, each once. */
export function byIndex(messages: readonly WireMessage[], conversationId: string): WireMessage[] {
  const unique = new Map(
    messages.filter((message) => message.conversationId === conversationId).map((message) => [message.index, message]),
  );
  return [...unique.values()].sort((left, right) => left.index - right.index);
}
