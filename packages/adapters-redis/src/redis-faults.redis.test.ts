// What the adapter does when Redis is flushed, killed, paused, restarted. Every test disturbs a server of its own.
import type { Engine } from '@microchat/local-engines/engine';
import { startRedis } from '@microchat/local-engines/start-redis';
import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { PresenceUnavailableError, type Worker } from '@microchat/ports/presence';
import { freshName } from '@microchat/testkit/engine-under-test';
import { realTimers } from '@microchat/testkit/real-timers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openRedis } from './open-redis.ts';
import { redisUnderTest, type RedisUnderTest } from './testing/redis-under-test.ts';

const minute = 60_000;
const commandTimeoutMs = 500;
const soon = { timeout: 20_000, interval: 50 };

describeWithEngine('redis', 'RedisPresence in trouble', () => {
  let engine: Engine;
  let subject: RedisUnderTest;
  let disconnected: number;

  async function start(keepsData = false) {
    engine = await startRedis({ keepsData });
    disconnected = 0;
    subject = await redisUnderTest(`redis://${engine.address}`, {
      commandTimeoutMs,
      observer: {
        disconnected: () => {
          disconnected += 1;
        },
      },
    });
  }

  afterEach(async () => {
    await subject.close();
    await engine.stop();
  });

  async function newWorker(topic: string): Promise<Worker> {
    const worker = { incarnation: freshName('incarnation'), address: 'host:1' };
    await subject.presence.openLease(worker, minute);
    expect(await subject.presence.register(worker.incarnation, [topic], 1)).toBe(true);
    return worker;
  }

  /** Everything that a worker does when it has learned that its lease is gone. */
  async function expectRebuilt(lost: Worker, topic: string) {
    expect(await subject.presence.renewLease(lost.incarnation, minute)).toBe(false);
    expect(await subject.presence.register(lost.incarnation, [topic], 1)).toBe(false);
    const again = await newWorker(topic);
    expect(await subject.presence.interested([topic])).toEqual([[again]]);
  }

  test('flushed: leases are lost, and rebuilt', async () => {
    await start();
    const worker = await newWorker('u:alice');
    await subject.redis.flushall();
    expect(await subject.presence.interested(['u:alice'])).toEqual([[]]);
    await expectRebuilt(worker, 'u:alice');
  });

  test('killed: calls fail at once; restarted empty: works again by itself', async () => {
    await start();
    const worker = await newWorker('u:alice');
    await engine.kill();
    await vi.waitFor(() => expect(disconnected).toBeGreaterThan(0), soon);
    const before = performance.now();
    await expect(subject.presence.interested(['u:alice'])).rejects.toBeInstanceOf(PresenceUnavailableError);
    await expect(subject.presence.register(worker.incarnation, ['u:bob'], 1)).rejects.toBeInstanceOf(
      PresenceUnavailableError,
    );
    expect(performance.now() - before).toBeLessThan(commandTimeoutMs);
    await engine.restart();
    await vi.waitFor(() => subject.presence.interested(['u:alice']), soon);
    await expectRebuilt(worker, 'u:alice');
  });

  test('restarted with its data: what it may have lost ends the leases, whose interests count until then', async () => {
    await start(true);
    const worker = await newWorker('u:alice');
    await engine.kill('SIGTERM');
    await engine.restart();
    await vi.waitFor(() => subject.presence.interested(['u:alice']), soon);
    expect(await subject.presence.interested(['u:alice'])).toEqual([[worker]]);
    await expectRebuilt(worker, 'u:alice');
  });

  test('paused: calls end in time, and work again after it', async () => {
    await start();
    const worker = await newWorker('u:alice');
    await engine.pause();
    const before = performance.now();
    await expect(subject.presence.interested(['u:alice'])).rejects.toBeInstanceOf(PresenceUnavailableError);
    await expect(subject.presence.renewLease(worker.incarnation, minute)).rejects.toBeInstanceOf(
      PresenceUnavailableError,
    );
    expect(performance.now() - before).toBeLessThan(10 * commandTimeoutMs);
    // Long enough that the connection is given up, too.
    await vi.waitFor(() => expect(disconnected).toBeGreaterThan(0), soon);
    await engine.resume();
    await vi.waitFor(
      async () => expect(await subject.presence.renewLease(worker.incarnation, minute)).toBe(true),
      soon,
    );
    expect(await subject.presence.interested(['u:alice'])).toEqual([[worker]]);
  });

  test('a change that its caller has given up is not done after all', async () => {
    await start();
    const worker = await newWorker('u:alice');
    await engine.pause();
    await expect(subject.presence.unregister(worker.incarnation, ['u:alice'], 1)).rejects.toBeInstanceOf(
      PresenceUnavailableError,
    );
    await expect(subject.presence.register(worker.incarnation, ['u:bob'], 1)).rejects.toBeInstanceOf(
      PresenceUnavailableError,
    );
    await engine.resume();
    // The server now reads what was sent before.
    await vi.waitFor(() => subject.presence.register(worker.incarnation, ['u:carol'], 1), soon);
    expect(await subject.presence.interested(['u:alice', 'u:bob', 'u:carol'])).toEqual([[worker], [], [worker]]);
  });
});

describeWithEngine('redis', 'opening', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await startRedis();
  });
  afterEach(() => engine.stop());

  test('fails in time where nobody answers', async () => {
    await engine.kill();
    const opening = openRedis({ url: `redis://${engine.address}`, timers: realTimers, startTimeoutMs: 300 });
    await expect(opening).rejects.toBeInstanceOf(PresenceUnavailableError);
    await expect(opening).rejects.toThrow('ECONNREFUSED');
  });

  test('waits for a Redis that is still starting', async () => {
    await engine.kill();
    const opening = openRedis({ url: `redis://${engine.address}`, timers: realTimers, startTimeoutMs: 60_000 });
    await engine.restart();
    const opened = await opening;
    expect(await opened.presence.interested(['u:alice'])).toEqual([[]]);
    await opened.close();
    await expect(opened.presence.interested(['u:alice'])).rejects.toBeInstanceOf(PresenceUnavailableError);
  });
});
