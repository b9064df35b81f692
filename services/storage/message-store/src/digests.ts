import { hash } from 'node:crypto';

/** Stands for (sender, clientMessageId): of bounded width, and plain ASCII whatever characters the client uses. */
export function sentKeyOf(senderId: string, clientMessageId: string): string {
  return `${senderId}/${digestOf(clientMessageId)}`;
}

/** First 128 bits of SHA-256, base64url. */
export function digestOf(content: Uint8Array | string): string {
  return hash('sha256', content, 'buffer').toString('base64url', 0, 16);
}
