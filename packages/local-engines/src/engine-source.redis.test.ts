import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { answers } from './answers.ts';
import { freePort } from './free-port.ts';
import { shareEngine } from './engine-source.ts';
import { startRedis } from './start-redis.ts';
import { describeWithEngine } from './test-engine.ts';

describeWithEngine('redis', 'shared engines', (address) => {
  test('the address of this test run answers', async () => {
    await answers.redis(address);
  });

  test('an engine that the environment names is used and left alone', async () => {
    const shared = await shareEngine('redis', { REDIS_URL: address });
    expect(shared.address).toBe(address);
    await shared.stop();
    await answers.redis(address);
  });

  test('an engine that the environment names and that does not answer is an error', async () => {
    const nobody = `redis://127.0.0.1:${await freePort()}`;
    await expect(shareEngine('redis', { REDIS_URL: nobody })).rejects.toThrow('Connection is closed');
  });

  test('without a name one is started, and stopped', async () => {
    const shared = await shareEngine('redis', { REDIS_URL: '' });
    await answers.redis(shared.address);
    await shared.stop();
    await expect(answers.redis(shared.address)).rejects.toThrow('Connection is closed');
  });

  test.each([true, false])('a restart keeps what was written: %s', async (keepsData) => {
    const engine = await startRedis({ keepsData });
    try {
      for (const expected of [null, keepsData ? 'value' : null]) {
        const redis = new Redis(`redis://${engine.address}`);
        expect(await redis.get('key')).toBe(expected);
        await redis.set('key', 'value');
        redis.disconnect();
        await engine.restart();
      }
    } finally {
      await engine.stop();
    }
  });
});
