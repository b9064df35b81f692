import { userTopic } from '@microchat/core/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommitCount } from '@microchat/testkit/commit-count';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';
import type { EventMode } from './shared-store.ts';

/** What a one-to-one message to a connected peer costs the store, counted at its port: conditional commits are the dear part. */
describe.each<EventMode>(['with-commit', 'after-commit'])(
  'conditional commits of a one-to-one message to an online peer before it is read, events %s',
  (events) => {
    const commits = new CommitCount();
    let all: Constellation;

    beforeEach(async () => {
      all = await Constellation.start({ events, wrapKv: (kv) => commits.wrap(kv) });
      await admit(all, 'alice', 'bob');
      await all.follow(userTopic('alice'), userTopic('bob'));
    });
    afterEach(() => all.stop());

    it('are three at most: the log and the list of each of the two', async () => {
      for (const clientMessageId of ['first', 'second', 'third']) {
        commits.reset();
        const { conversationId } = await send(all, 'alice', { userId: 'bob' }, clientMessageId);
        await all.processAll();
        expect(all.sink.indexesOf(conversationId ?? '').length).toBeGreaterThan(0);
        console.log(`events ${events}, ${clientMessageId} message: ${commits.tried} conditional commits`);
        expect(commits.tried).toBeLessThanOrEqual(3);
      }
    });

    it('are far fewer under load, because what waits shares one', async () => {
      commits.reset();
      const messages = 500;
      const sends = Array.from({ length: messages }, (_, at) =>
        at % 2 === 0
          ? send(all, 'alice', { userId: 'bob' }, `m-${at}`)
          : send(all, 'bob', { userId: 'alice' }, `m-${at}`),
      );
      await Promise.all(sends);
      await all.processAll();
      console.log(
        `events ${events}, ${messages} messages at once: ${(commits.tried / messages).toFixed(3)} conditional commits each`,
      );
      expect(commits.tried / messages).toBeLessThan(0.3);
    });
  },
);
