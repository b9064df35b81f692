import { expect, test } from 'vitest';
import { SharedRequests } from './shared-requests.ts';

test('callers share the request that starts after them, never one that runs already', async () => {
  const requests: PromiseWithResolvers<number>[] = [];
  const shared = new SharedRequests<number>();
  const ask = () =>
    shared.ask('q', () => {
      const request = Promise.withResolvers<number>();
      requests.push(request);
      return request.promise;
    });
  const first = ask();
  const [second, third] = [ask(), ask()];
  expect(requests).toHaveLength(1);
  requests[0]?.resolve(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(requests).toHaveLength(2);
  const fourth = ask();
  requests[1]?.reject(new Error('away'));
  await expect(second).rejects.toThrow('away');
  await expect(third).rejects.toThrow('away');
  await Promise.resolve();
  requests[2]?.resolve(3);
  expect(await fourth).toBe(3);
  expect(requests).toHaveLength(3);
});

test('different questions do not wait for each other', async () => {
  const shared = new SharedRequests<string>();
  void shared.ask('slow', () => new Promise(() => undefined));
  expect(await shared.ask('fast', async () => 'answer')).toBe('answer');
});
