/** 12 bits of sequence and 9 of node lie below the milliseconds in a message id. */
const bitsBelowTime = 21n;

/** When the server accepted a message, in milliseconds since 1970 by the server's clock: message ids hold it. For display. */
export function messageTimeMs(messageId: string): number {
  return /^\d{1,19}$/.test(messageId) ? Number(BigInt(messageId) >> bitsBelowTime) : 0;
}
