import { describe, expect, test } from 'vitest';

import type { ClientFrame } from './protocol/frames.ts';
import { Requests } from './requests.ts';
import { ManualEnvironment, settle } from './testing/manual-environment.ts';

function setUp() {
  const environment = new ManualEnvironment();
  const sent: ClientFrame[] = [];
  const requests = new Requests(environment, 1_000, (frame) => sent.push(frame));
  const read = (index: number) => requests.request({ read: { conversationId: 'a', index } });
  const ids = () => sent.map((frame) => ('id' in frame ? frame.id : 0));
  const answer = (id: number) =>
    requests.answered({
      kind: 'receipt',
      id,
      receipt: { conversationId: 'a', readIndex: 1, peerReadIndex: 0, unread: 0 },
    });
  return { environment, requests, read, ids, answer };
}

describe('requests', () => {
  test('are answered by id, in any order', async () => {
    const { requests, read, ids, answer } = setUp();
    requests.connected();
    const order: string[] = [];
    void read(1).then(() => order.push('first'));
    void read(2).then(() => order.push('second'));
    const [first = 0, second = 0] = ids();
    answer(second);
    answer(first);
    await settle();
    expect(order).toEqual(['second', 'first']);
  });

  test('without a connection are refused', async () => {
    const { read } = setUp();
    await expect(read(1)).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'OFFLINE' });
  });

  test('under way or waiting when the connection breaks are refused', async () => {
    const { requests, read } = setUp();
    requests.connected();
    const outcomes = Array.from({ length: 40 }, (_, at) => read(at).catch((error: unknown) => error));
    requests.disconnected();
    for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ reason: 'OFFLINE' });
  });

  test('time out, and a late answer disturbs nobody', async () => {
    const { environment, requests, read, ids, answer } = setUp();
    requests.connected();
    const late = read(1).catch((error: unknown) => error);
    await environment.advance(1_000);
    expect(await late).toMatchObject({ code: 'DEADLINE_EXCEEDED', reason: 'REQUEST_TIMEOUT' });
    answer(ids()[0] ?? 0);
  });

  test('are 32 at once; the others follow', async () => {
    const { requests, read, ids, answer } = setUp();
    requests.connected();
    for (let at = 0; at < 40; at += 1) void read(at);
    expect(ids()).toHaveLength(32);
    answer(ids()[0] ?? 0);
    expect(ids()).toHaveLength(33);
    expect(new Set(ids()).size).toBe(33);
  });

  test('past 1 000 waiting are refused', async () => {
    const { requests, read } = setUp();
    requests.connected();
    const outcomes = Array.from({ length: 1_033 }, (_, at) => read(at).catch((error: unknown) => error));
    expect(await outcomes[1_032]).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'TOO_MANY_REQUESTS' });
    requests.disconnected();
    await Promise.all(outcomes);
  });
});
