import type { Message } from '@microchat/client/protocol/frames';
import { MicroChatError } from '@microchat/client/errors';
import { Outages } from '@microchat/verifier/outages';
import type { Problem } from '@microchat/verifier/problem';
import { describe, expect, test } from 'vitest';

import { Verification, type WatchedUser } from './verification.ts';

const conversationId = 's~alice~bob';

/** A conversation whose every device is told at once; what goes wrong is planted. */
class PlantedConversation {
  readonly problems: Problem[] = [];
  readonly troubles: string[] = [];
  history: Message[] = [];
  refusal: MicroChatError | undefined;
  readable = true;
  readonly verification: Verification;
  readonly #outages = new Outages();

  constructor(deaf: (device: string, index: number) => boolean = () => false) {
    const members = ['alice', 'bob'].map((userId): WatchedUser => {
      const name = `${userId}/1`;
      return { userId, devices: [{ name, send: async (_to, id) => this.#send(userId, id, deaf) }] };
    });
    this.verification = new Verification({
      conversations: [
        {
          conversationId,
          after: { index: 0, messageId: '0' },
          members,
          recipientFor: () => ({ userId: 'somebody' }),
          reader: { messages: async ({ afterIndex }) => this.#page(afterIndex) },
        },
      ],
      outages: this.#outages,
      lateMs: 60_000,
      problem: (problem) => void this.problems.push(problem),
      trouble: (what) => void this.troubles.push(what),
    });
  }

  /** Sends so many; resolves when they are acknowledged. */
  async send(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) this.verification.sendNext();
    await new Promise((resolve) => setImmediate(resolve));
  }

  #send(senderId: string, clientMessageId: string, deaf: (device: string, index: number) => boolean) {
    if (this.refusal !== undefined) throw this.refusal;
    const index = this.history.length + 1;
    const ids = { messageId: String(index), previousMessageId: String(index - 1) };
    const message: Message = { conversationId, index, ...ids, senderId, clientMessageId, content: {} };
    this.history.push(message);
    for (const name of ['alice/1', 'bob/1']) if (!deaf(name, index)) this.verification.told({ name }, message);
    return { conversationId, index, ...ids, duplicate: false };
  }

  #page(afterIndex: number) {
    if (!this.readable) throw new MicroChatError('UNAVAILABLE', 'AWAY', 'away');
    const messages = this.history.filter(({ index }) => index > afterIndex).toReversed();
    return { messages, covers: { fromIndex: afterIndex + 1, toIndex: this.history.length }, hasMore: false };
  }
}

describe('a verification', () => {
  test('of an honest server finds nothing', async () => {
    const planted = new PlantedConversation();
    await planted.send(20);
    await planted.verification.check();
    expect(planted.verification.isSettled).toBe(true);
    planted.verification.finish();
    expect(planted.problems).toEqual([]);
    expect(planted.verification.report()).toMatchObject({ sent: 20, acknowledged: 20, stored: 20, delivered: 40 });
  });

  test('finds a message that was acknowledged and is gone from the history', async () => {
    const planted = new PlantedConversation();
    await planted.send(5);
    const [gone] = planted.history.splice(2, 1);
    await planted.verification.check();
    expect(planted.problems).toContainEqual({
      kind: 'lost',
      what: expect.stringContaining(
        `${gone?.clientMessageId} was acknowledged as index 3 (3) and is not stored`,
      ) as string,
    });
    expect(planted.verification.report().lost).toBeGreaterThan(0);
  });

  test('finds that the last message is gone, which no later one shows', async () => {
    const planted = new PlantedConversation();
    await planted.send(5);
    planted.history.pop();
    await planted.verification.check();
    expect(planted.problems[0]).toMatchObject({
      kind: 'lost',
      what: expect.stringContaining('is not stored') as string,
    });
  });

  test('finds a message that was stored twice', async () => {
    const planted = new PlantedConversation();
    await planted.send(3);
    const [first] = planted.history;
    if (first === undefined) throw new Error('nothing was sent');
    planted.history.push({ ...first, index: 4, messageId: '4', previousMessageId: '3' });
    await planted.verification.check();
    expect(planted.problems).toMatchObject([{ kind: 'doubled' }]);
  });

  test('finds a device that is not told, at the end', async () => {
    const planted = new PlantedConversation((device, index) => device === 'bob/1' && index === 3);
    await planted.send(3);
    await planted.verification.check();
    expect(planted.verification.isSettled).toBe(false);
    planted.verification.finish();
    expect(planted.problems).toEqual([{ kind: 'lost', what: `${conversationId}: bob/1: index 3 was not told` }]);
  });

  test('counts refusals, and says once that the history cannot be read', async () => {
    const planted = new PlantedConversation();
    planted.refusal = new MicroChatError('PERMISSION_DENIED', 'NO', 'no');
    await planted.send(1);
    planted.readable = false;
    await planted.verification.check();
    await planted.verification.check();
    expect(planted.verification.report()).toMatchObject({ refused: 1, unread: 1, lost: 0 });
    expect(planted.troubles).toHaveLength(2);
    planted.readable = true;
    await planted.verification.check();
    expect(planted.verification.report()).toMatchObject({ unread: 0 });
  });
});
