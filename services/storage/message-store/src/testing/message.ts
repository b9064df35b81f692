export const conversationId = 's~alice~bob';

/** An append request for an ordinary message; `content` decides whether a repetition is one. */
export function message(senderId: string, clientMessageId: string, content = `of ${clientMessageId}`) {
  return { conversationId, senderId, clientMessageId, content: Buffer.from(content), countable: true };
}
