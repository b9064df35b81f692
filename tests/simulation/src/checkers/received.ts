import type { Device } from '../clients/device.ts';

interface WireMessage {
  readonly conversationId: string;
  readonly index: number;
}

interface WireFrame {
  readonly notify?: { readonly messages?: readonly WireMessage[] };
  readonly page?: { readonly messages?: readonly WireMessage[] };
}

/** Everything that reached a user's devices, read from the frames themselves. */
export class Received {
  /** `user conversation` -> indexes. */
  readonly #indexes = new Map<string, Set<number>>();

  frameCame({ userId }: Device, text: string): void {
    const { notify, page } = JSON.parse(text) as WireFrame;
    for (const { conversationId, index } of [...(notify?.messages ?? []), ...(page?.messages ?? [])]) {
      const name = `${userId} ${conversationId}`;
      const indexes = this.#indexes.get(name) ?? new Set();
      this.#indexes.set(name, indexes.add(index));
    }
  }

  all(): readonly { readonly userId: string; readonly conversationId: string; readonly indexes: Iterable<number> }[] {
    return [...this.#indexes].map(([name, indexes]) => {
      const [userId = '', conversationId = ''] = name.split(' ');
      return { userId, conversationId, indexes };
    });
  }
}
