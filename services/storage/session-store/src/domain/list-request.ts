import type { Attributes } from './attributes.ts';
import type { Hiding } from './hide-messages.ts';
import type { LogHead } from './list-entry.ts';

/** A change of one entry of a list. */
export type ListRequest =
  | {
      readonly kind: 'head';
      readonly conversationId: string;
      readonly peerId: string;
      readonly head: LogHead;
      readonly ownIndex: number;
      readonly ownCount: number;
    }
  | {
      readonly kind: 'membership';
      readonly conversationId: string;
      readonly groupId: string;
      readonly joined: boolean;
      readonly at: LogHead;
    }
  | {
      readonly kind: 'read';
      readonly conversationId: string;
      readonly readIndex: number;
      readonly readCount: number;
    }
  | {
      readonly kind: 'attributes';
      readonly conversationId: string;
      readonly attributes: Attributes;
    }
  | {
      readonly kind: 'hide';
      readonly conversationId: string;
      readonly hiding: Hiding;
    }
  | {
      readonly kind: 'peerRead';
      readonly conversationId: string;
      readonly peerId: string;
      readonly peerReadIndex: number;
    };
