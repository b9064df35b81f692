import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import { settle } from '@microchat/testkit/manual-time';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiLimits } from '../api-limits.ts';
import { userRecordTtlMs } from '../user-records.ts';
import { TestApi } from '../testing/test-api.ts';

const entry = { conversationId: 's~alice~bob', type: 'SINGLE', peerId: 'bob', counterpart: 'peerId', unread: 1 };
const nothing = (cursor: string) => ({ conversations: [], cursor, hasMore: false, reset: false });
const quiet = (cursor: string) => ({ heads: [], cursor, hasMore: false });
/** The longest that a round takes to come. */
const roundMs = apiLimits.updatesCheckIntervalMs * 1.25;

let api: TestApi;

beforeEach(() => {
  api = new TestApi();
  api.services.answer('sync.getChanges', ({ cursor }: { cursor: string }) => nothing(cursor));
  api.services.answer('sync.getHeads', ({ cursor }: { cursor: string }) => quiet(cursor));
});

afterEach(async () => {
  api.updates.drain();
  await api.app.close();
});

function updates(query: string, userId = 'alice') {
  return api.call(userId, 'GET', `/v1/updates?${query}`);
}

async function waiting(count: number): Promise<void> {
  const metric = () => api.metrics.getSingleMetricAsString('microchat_api_updates_waiting');
  await expect.poll(metric).toMatch(new RegExp(`waiting ${count}$`));
  await settle();
}

/** Tokens are checked off this thread: no number of turns of the event loop says that a round has ended. */
async function nextRound(): Promise<void> {
  const before = await roundsEnded();
  api.time.advance(roundMs);
  await expect.poll(roundsEnded).toBe(before + 1);
}

async function roundsEnded(): Promise<number> {
  const metric = await api.metrics.getSingleMetricAsString('microchat_api_updates_round_duration_seconds');
  return Number(/_count (\d+)$/m.exec(metric)?.[1] ?? 0);
}

async function outcomes(): Promise<string> {
  return api.metrics.getSingleMetricAsString('microchat_api_updates_total');
}

describe('GET /v1/updates', () => {
  it.each<[string, object]>([
    ['a changed conversation', { conversations: [entry] }],
    ['a reset', { reset: true }],
    ['a page without entries that has more behind it', { hasMore: true }],
  ])('answers %s at once', async (_name, change) => {
    api.services.answer('sync.getChanges', () => ({ ...nothing('c2'), ...change }));
    const answer = await updates('cursor=c1');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ cursor: 'c2', ...('conversations' in change ? {} : change) });
    expect(api.services.requests('sync.getChanges')).toEqual([{ userId: 'alice', cursor: 'c1', limit: 0 }]);
    expect(await outcomes()).toContain('{outcome="changed"} 1');
  });

  it('answers what comes while it waits, from the cursor that it has come to', async () => {
    api.services.answer('sync.getHeads', () => quiet('c2'));
    const answer = updates('cursor=c1');
    await waiting(1);
    await nextRound();
    api.services.answer('sync.getHeads', () => ({ heads: [{ conversationId: entry.conversationId, index: 1 }] }));
    api.services.answer('sync.getChanges', () => ({ ...nothing('c3'), conversations: [entry] }));
    await nextRound();
    expect((await answer).body).toMatchObject({ conversations: [{ conversationId: 's~alice~bob' }], cursor: 'c3' });
    expect(api.services.requests('sync.getHeads')).toEqual([
      { userId: 'alice', cursor: 'c1' },
      { userId: 'alice', cursor: 'c2' },
    ]);
    expect(api.services.requests('sync.getChanges').at(-1)).toEqual({ userId: 'alice', cursor: 'c2', limit: 0 });
    await waiting(0);
  });

  it.each([
    ['', limits.updatesWaitMsDefault],
    ['&waitMs=0', limits.updatesWaitMsDefault],
    ['&waitMs=3000', 3_000],
    [`&waitMs=${limits.updatesWaitMsMax}`, limits.updatesWaitMsMax],
  ])('answers nothing with the newest cursor when the time of "%s" is over', async (query, waitMs) => {
    api.services.answer('sync.getHeads', () => quiet('c9'));
    const answer = updates(`cursor=c1${query}`);
    await waiting(1);
    await nextRound();
    api.time.advance(waitMs - roundMs - 1);
    await waiting(1);
    api.time.advance(1);
    expect(await answer).toMatchObject({ status: 200, body: nothing('c9') });
    expect(api.time.pending).toBe(0);
    expect(await outcomes()).toContain('{outcome="empty"} 1');
  });

  it('goes on waiting with the same cursor when a look fails', async () => {
    const answer = updates('cursor=c1');
    await waiting(1);
    api.services.answer('sync.getHeads', () => {
      throw new ServiceError('UNAVAILABLE', { reason: 'STORE_UNAVAILABLE', message: 'away' });
    });
    await nextRound();
    const failures = await api.metrics.getSingleMetricAsString('microchat_api_updates_check_failures_total');
    expect(failures).toMatch(/total 1$/);
    api.services.answer('sync.getHeads', () => ({ ...quiet('c1'), hasMore: true }));
    api.services.answer('sync.getChanges', () => ({ ...nothing('c2'), conversations: [entry] }));
    await nextRound();
    expect((await answer).body).toMatchObject({ cursor: 'c2' });
    expect(api.services.requests('sync.getChanges').at(-1)).toMatchObject({ cursor: 'c1' });
  });

  it('says so when the first look fails', async () => {
    api.services.answer('sync.getChanges', () => {
      throw new ServiceError('UNAVAILABLE', { reason: 'STORE_UNAVAILABLE', message: 'away' });
    });
    expect(await updates('cursor=c1')).toMatchObject({ status: 503, body: { reason: 'STORE_UNAVAILABLE' } });
    await waiting(0);
  });

  it('ends with TOKEN_REVOKED when the token is revoked meanwhile', async () => {
    const answer = updates('cursor=c1');
    await waiting(1);
    api.services.answer('userStore.getUsers', () => ({ users: [{ exists: true, revocationVersion: 1 }] }));
    api.services.answer('sync.getHeads', () => ({ ...quiet('c1'), hasMore: true }));
    api.services.answer('sync.getChanges', ({ cursor }: { cursor: string }) => nothing(cursor));
    // Users are read again after three seconds.
    api.time.advance(userRecordTtlMs);
    await nextRound();
    expect(await answer).toMatchObject({ status: 401, body: { reason: 'TOKEN_REVOKED' } });
    await waiting(0);
  });

  it('lets of each device only the newest request wait', async () => {
    const older = updates('cursor=c1&deviceId=phone');
    await waiting(1);
    const [newer, other] = [updates('cursor=c2&deviceId=phone'), updates('cursor=c3&deviceId=tablet')];
    const foreign = updates('cursor=c4&deviceId=phone', 'bob');
    expect(await older).toMatchObject({ status: 200, body: nothing('c1') });
    await waiting(3);
    api.updates.drain();
    expect((await Promise.all([newer, other, foreign])).map(({ body }) => body['cursor'])).toEqual(['c2', 'c3', 'c4']);
    expect(await outcomes()).toContain('{outcome="replaced"} 1');
  });

  it('does not wait for a caller that is gone already', async () => {
    const request = { userId: 'alice', deviceId: '', cursor: 'c1', waitMs: 25_000, recheckToken: async () => {} };
    expect(await api.updates.next({ ...request, signal: AbortSignal.abort() })).toEqual(nothing('c1'));
    expect(api.time.pending).toBe(0);
    expect(await outcomes()).toContain('{outcome="gone"} 1');
  });

  it('answers everybody when the process stops, and does not wait any more', async () => {
    const first = updates('cursor=c1');
    await waiting(1);
    api.updates.drain();
    expect((await first).body).toEqual(nothing('c1'));
    expect((await updates('cursor=c2')).body).toEqual(nothing('c2'));
    expect(api.time.pending).toBe(0);
  });

  it('bounds the requests of one user that wait, and leaves the others alone', async () => {
    const all = Array.from({ length: apiLimits.updatesWaitingPerUserMax }, () => updates('cursor=c1'));
    await waiting(all.length);
    expect(await updates('cursor=c1')).toMatchObject({ status: 429, body: { reason: 'TOO_MANY_REQUESTS' } });
    // Waiting takes no place of other requests.
    expect((await api.call('alice', 'GET', '/v1/conversations')).status).toBe(200);
    const other = updates('cursor=c1', 'bob');
    await waiting(all.length + 1);
    api.updates.drain();
    expect((await Promise.all([...all, other])).every(({ status }) => status === 200)).toBe(true);
  });

  it('asks a bounded number of questions at the same time, and never two rounds at once', async () => {
    const count = apiLimits.updatesChecksAtOnceMax + 4;
    const all = Array.from({ length: count }, (_, at) => updates('cursor=c1', `user-${at}`));
    await waiting(count);
    const release: (() => void)[] = [];
    api.services.answer('sync.getHeads', () => {
      const { promise, resolve } = Promise.withResolvers<object>();
      release.push(() => resolve(quiet('c1')));
      return promise;
    });
    api.time.advance(roundMs);
    await expect.poll(() => release.length).toBe(apiLimits.updatesChecksAtOnceMax);
    api.time.advance(3 * roundMs);
    await settle();
    expect(release).toHaveLength(apiLimits.updatesChecksAtOnceMax);
    for (const go of release.splice(0)) go();
    await expect.poll(() => release.length).toBe(4);
    for (const go of release.splice(0)) go();
    api.updates.drain();
    await Promise.all(all);
  });

  it.each([
    ['waitMs=-1', 'WRONG_TYPE', 'waitMs'],
    [`waitMs=${limits.updatesWaitMsMax + 1}`, 'OUT_OF_RANGE', 'waitMs'],
    ['deviceId=a%20b', 'BAD_FORMAT', 'deviceId'],
    [`cursor=${'x'.repeat(limits.cursorCharsMax + 1)}`, 'TOO_LONG', 'cursor'],
  ])('refuses %s', async (query, reason, field) => {
    expect(await updates(query)).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', reason, field } });
  });
});
