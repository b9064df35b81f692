import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbEngine } from '@microchat/adapters/lmdb-engine';
import { eventTopics } from '@microchat/core/topics';
import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { FaultyKvStore } from '@microchat/testkit/faulty-kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from './rows.ts';
import { startUserStore, type UserStoreInstance } from './testing/user-store-instance.ts';

interface Engine {
  readonly kv: KvStore;
  readonly eventLog: EventLog;
  close(): Promise<void>;
}

const engines = [
  { name: 'memory', open: async (): Promise<Engine> => new MemoryEngine() },
  { name: 'LMDB', open: openTemporaryLmdb },
];

async function openTemporaryLmdb(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'microchat-user-store-'));
  const { kv, eventLog, close } = await openLmdbEngine({ folder, timers: realTimers });
  return {
    kv,
    eventLog,
    close: async () => {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

describe.each(engines)('user store on $name', ({ open }) => {
  let engine: Engine;
  let store: UserStoreInstance;

  beforeEach(async () => {
    engine = await open();
    store = await startUserStore(engine.kv);
  });

  afterEach(async () => {
    await store.stop();
    await engine.close();
  });

  async function eventsOf(userId: string) {
    const partition = engine.eventLog.partitionOf(eventTopics.users, userId);
    const records = await engine.eventLog.read(eventTopics.users, partition, 0, 1_000);
    return records
      .filter(({ key }) => key === userId)
      .map(({ sequence, value }) => ({ sequence, change: userEvent.decode(value).change }));
  }

  test('a user is created once, whoever asks how often', async () => {
    const other = await startUserStore(engine.kv, 'other');
    const asked = [store, store, other, other].map(({ client }) => client.ensureUser({ userId: 'alice' }));
    const replies = await Promise.all(asked);
    expect(replies.filter(({ created }) => created)).toHaveLength(1);
    expect(await store.client.ensureUser({ userId: 'alice' })).toEqual({ created: false });
    expect(await eventsOf('alice')).toEqual([{ sequence: 1, change: 'created' }]);
    await other.stop();
  });

  test('a profile is put back although another instance changed it since this one looked', async () => {
    const other = await startUserStore(engine.kv, 'other');
    await store.client.ensureUser({ userId: 'alice' });
    await store.client.putProfile({ userId: 'alice', displayName: 'Alice' });
    await other.client.putProfile({ userId: 'alice', displayName: 'Bob' });
    await store.client.putProfile({ userId: 'alice', displayName: 'Alice' });
    const { users } = await other.client.getUsers({ userIds: ['alice'] });
    expect(users).toMatchObject([{ profile: { displayName: 'Alice', version: 3 } }]);
    await other.stop();
  });

  test('users are answered in the order asked, unknown ones as not existing', async () => {
    await store.client.ensureUser({ userId: 'alice' });
    await store.client.ensureUser({ userId: 'bob' });
    const { profile } = await store.client.putProfile({
      userId: 'bob',
      displayName: 'Bob',
      avatarUrl: 'https://b/b.png',
    });
    const { users } = await store.client.getUsers({ userIds: ['bob', 'nobody', 'alice'] });
    const empty = { displayName: '', avatarUrl: '', version: 0 };
    expect(users).toEqual([
      { userId: 'bob', exists: true, revocationVersion: 0, kicks: [], profile },
      { userId: 'nobody', exists: false, revocationVersion: 0, kicks: [], profile: null },
      { userId: 'alice', exists: true, revocationVersion: 0, kicks: [], profile: empty },
    ]);
  });

  test('a profile is replaced, its version grows with every change, each change is announced', async () => {
    await store.client.ensureUser({ userId: 'alice' });
    const put = (displayName: string) => store.client.putProfile({ userId: 'alice', displayName });
    await put('Alice');
    await put('Alice');
    expect(await put('Alice Liddell')).toEqual({
      profile: { displayName: 'Alice Liddell', avatarUrl: '', version: 2 },
    });
    expect(await eventsOf('alice')).toEqual([
      { sequence: 1, change: 'created' },
      { sequence: 2, change: 'profileChanged' },
      { sequence: 3, change: 'profileChanged' },
    ]);
  });

  test('the profile of an unknown user and too long ones are refused', async () => {
    const put = (displayName: string) => store.client.putProfile({ userId: 'alice', displayName });
    await expect(put('Alice')).rejects.toMatchObject({ code: 'NOT_FOUND', reason: 'USER_NOT_FOUND' });
    await expect(put('x'.repeat(129))).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'displayName' });
    await expect(store.client.ensureUser({ userId: 'a~b' })).rejects.toMatchObject({ reason: 'INVALID_ID' });
  });

  test('devices are remembered with when they were last seen', async () => {
    const seen = (deviceId: string, platform: string) =>
      store.client.recordDevice({ userId: 'alice', deviceId, platform });
    const startMs = store.time.now();
    await Promise.all([seen('phone', 'android'), seen('web-1', 'web')]);
    store.time.advance(90_000);
    await seen('phone', 'android');
    store.time.advance(1_000);
    await seen('phone', 'android');
    const { devices } = await store.client.listDevices({ userId: 'alice' });
    expect(devices).toEqual([
      { deviceId: 'phone', platform: 'android', lastSeenMs: String(startMs + 91_000) },
      { deviceId: 'web-1', platform: 'web', lastSeenMs: String(startMs) },
    ]);
    expect(await store.client.listDevices({ userId: 'bob' })).toEqual({ devices: [] });
  });

  test('logins of a user are numbered, whatever the device, also of devices that were forgotten', async () => {
    const login = async (deviceId: string) =>
      (await store.client.recordDevice({ userId: 'alice', deviceId, platform: 'web' })).loginNumber;
    const atOnce = await Promise.all(['phone', 'laptop', 'phone'].map(login));
    expect(atOnce.toSorted((left, right) => left - right)).toEqual([1, 2, 3]);
    for (let at = 0; at < 51; at += 1) await login(`device-${at}`);
    expect(await login('phone')).toBe(55);
  });

  test('a kick ends the logins so far; who is not known cannot be kicked', async () => {
    const login = (deviceId: string) => store.client.recordDevice({ userId: 'alice', deviceId, platform: 'web' });
    const kick = (userId: string, deviceId: string) => store.client.kickDevice({ userId, deviceId });
    await expect(kick('alice', 'phone')).rejects.toMatchObject({ code: 'NOT_FOUND', reason: 'USER_NOT_FOUND' });
    await store.client.ensureUser({ userId: 'alice' });
    await login('phone');
    await login('tablet');
    expect(await kick('alice', 'phone')).toEqual({ kick: { deviceId: 'phone', throughLogin: 2 } });
    await expect(kick('alice', 'watch')).rejects.toMatchObject({ code: 'NOT_FOUND', reason: 'DEVICE_NOT_FOUND' });
    const { users } = await store.client.getUsers({ userIds: ['alice'] });
    expect(users[0]?.kicks).toEqual([{ deviceId: 'phone', throughLogin: 2 }]);
    expect((await login('phone')).loginNumber).toBe(3);
  });

  test('50 devices of the longest ids fit, the least recently seen is dropped', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `${String(at).padStart(2, '0')}${'d'.repeat(62)}`);
    const platform = 'p'.repeat(32);
    await Promise.all(ids.map((deviceId) => store.client.recordDevice({ userId: 'alice', deviceId, platform })));
    const { devices } = await store.client.listDevices({ userId: 'alice' });
    expect(devices.map(({ deviceId }) => deviceId)).toEqual(ids.slice(10).toReversed());
  });
});

test('a failing store costs errors that may be retried, and no change without its event', async () => {
  const engine = new MemoryEngine();
  const random = new SeededRandom('user-store faults');
  const rates = { unavailable: 0.2, unknownApplied: 0.2, unknownLost: 0.2 };
  const faulty = new FaultyKvStore(engine.kv, { random, rates, timers: realTimers });
  const store = await startUserStore(faulty);
  const retry = async <Reply>(call: () => Promise<Reply>): Promise<Reply> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNAVAILABLE', reason: 'STORE_UNAVAILABLE' });
        if (attempt === 100) throw error;
      }
    }
  };
  await retry(() => store.client.ensureUser({ userId: 'alice' }));
  for (let round = 1; round <= 20; round += 1) {
    await retry(() => store.client.putProfile({ userId: 'alice', displayName: `Alice ${round}` }));
  }
  faulty.dice.heal();
  const { users } = await store.client.getUsers({ userIds: ['alice'] });
  expect(users[0]?.profile).toEqual({ displayName: 'Alice 20', avatarUrl: '', version: 20 });
  const records = await engine.eventLog.read(
    eventTopics.users,
    engine.eventLog.partitionOf(eventTopics.users, 'alice'),
    0,
    100,
  );
  expect(records.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
  expect(faulty.dice.fired.unknownApplied).toBeGreaterThan(0);
  expect(faulty.dice.fired.unknownLost).toBeGreaterThan(0);
  await store.stop();
});
