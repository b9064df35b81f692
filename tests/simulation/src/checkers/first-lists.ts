import type { Device } from '../clients/device.ts';

interface WireHello {
  readonly hello?: { readonly cursor: string };
}

interface WireWelcome {
  readonly welcome?: {
    readonly changes: {
      readonly conversations: readonly { readonly conversationId: string; readonly head: { readonly index: number } }[];
    };
  };
}

/**
 * Where each device began: what its first list named is history to it, fetched when somebody looks; everything after must
 * come by itself. Read from the frames: a hello without a cursor, and the list that welcomes it.
 */
export class FirstLists {
  readonly #isFirst = new Map<Device, boolean>();
  readonly #historyThrough = new Map<string, number>();

  frameSent(device: Device, text: string): void {
    const { hello } = JSON.parse(text) as WireHello;
    if (hello !== undefined) this.#isFirst.set(device, hello.cursor === '');
  }

  frameCame(device: Device, text: string): void {
    const { welcome } = JSON.parse(text) as WireWelcome;
    if (welcome === undefined || this.#isFirst.get(device) !== true) return;
    for (const { conversationId, head } of welcome.changes.conversations) {
      const name = `${device.name} ${conversationId}`;
      this.#historyThrough.set(name, Math.max(this.historyThrough(device, conversationId), head.index));
    }
  }

  /** 0: the conversation began after the device did. */
  historyThrough(device: Device, conversationId: string): number {
    return this.#historyThrough.get(`${device.name} ${conversationId}`) ?? 0;
  }
}
