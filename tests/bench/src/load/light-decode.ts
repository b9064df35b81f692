/** Of a server's frame what traffic looks at, as both encodings have it. */
export interface WireAnswer {
  readonly id?: number;
  readonly sent?: { readonly conversationId: string; readonly index: number } | null;
  readonly error?: { readonly reason: string } | null;
  readonly notify?: { readonly messages: readonly WireMessage[] } | null;
}

interface WireMessage {
  readonly conversationId: string;
  readonly index: number;
  readonly senderId: string;
  readonly content?: { readonly text?: { readonly body: string } | null } | null;
}

export function messagesOf({ notify }: WireAnswer): readonly WireMessage[] {
  return notify?.messages ?? [];
}
