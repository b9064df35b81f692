import { ServiceError } from '@microchat/core/service-error';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import type { CallOptions, Client } from './service-contract.ts';
import { type EchoBehaviour, echoHandlers } from './testing/echo-service.ts';
import {
  type RunningTransport,
  startGuardedGrpc,
  startLocal,
  startPool,
  startTcpGrpc,
  type StartTransport,
  startUnixGrpc,
  type TransportOptions,
} from './testing/transports.ts';
import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';

const transports: [name: string, start: StartTransport, instances?: number][] = [
  ['local', startLocal],
  ['unix gRPC', startUnixGrpc],
  ['TCP gRPC', startTcpGrpc],
  ['TCP gRPC with TLS and keys', startGuardedGrpc],
  ['two instances', startPool, 2],
];

/** Both kinds of method must behave the same: hot ones on the batched stream, unary ones as calls of their own. */
const kinds: [
  'hot' | 'unary',
  (client: Client<UserStoreDefinition>, id: string, options?: CallOptions) => Promise<string>,
][] = [
  ['hot', async (client, id, options) => (await client.getUsers({ userIds: [id] }, options)).users[0]?.userId ?? ''],
  [
    'unary',
    async (client, id, options) => (await client.listDevices({ userId: id }, options)).devices[0]?.deviceId ?? '',
  ],
];

describe.each(transports)('%s transport', (_name, startTransport, instances = 1) => {
  const running: RunningTransport[] = [];

  async function start(behaviour: EchoBehaviour, options?: TransportOptions): Promise<Client<UserStoreDefinition>> {
    const transport = await startTransport(echoHandlers(behaviour), options);
    running.push(transport);
    return transport.client;
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map((transport) => transport.close()));
  });

  describe.each(kinds)('%s call', (_kind, call) => {
    test('answers', async () => {
      const client = await start(async (id) => `${id}!`);
      expect(await call(client, 'alice')).toBe('alice!');
    });

    test('every caller gets its own answer', async () => {
      const client = await start(async (id, context) => {
        for (let turns = id.length % 5; turns > 0; turns--) await new Promise(setImmediate);
        return context.timeLeftMs() > 0 ? `${id}!` : '';
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), { maxLength: 300 }),
          async (ids) => {
            expect(await Promise.all(ids.map((id) => call(client, id)))).toEqual(ids.map((id) => `${id}!`));
          },
        ),
        { numRuns: 10 },
      );
    });

    test('a ServiceError arrives with code, reason, message, field and advice', async () => {
      const client = await start(async () => {
        throw new ServiceError('RESOURCE_EXHAUSTED', {
          reason: 'WRITER_BUSY',
          message: 'zu viele Schreiber — später',
          field: 'to.userId',
          retryAfterMs: 1_500,
        });
      });
      const error = await failure(call(client, 'alice'));
      expect({ ...error, message: error.message }).toEqual({
        name: 'ServiceError',
        code: 'RESOURCE_EXHAUSTED',
        reason: 'WRITER_BUSY',
        message: 'zu viele Schreiber — später',
        field: 'to.userId',
        retryAfterMs: 1_500,
      });
    });

    test('any other throw is INTERNAL without details, which are reported at the server', async () => {
      const reported: unknown[] = [];
      const client = await start(
        async () => {
          throw new TypeError('password is hunter2');
        },
        { observer: { internalError: (path, error) => reported.push([path, String(error)]) } },
      );
      const error = await failure(call(client, 'alice'));
      expect([error.code, error.reason]).toEqual(['INTERNAL', 'INTERNAL']);
      expect(error.message).not.toContain('hunter2');
      expect(JSON.stringify(reported)).toContain('hunter2');
    });

    test('an answer that cannot be encoded is INTERNAL', async () => {
      const client = await start(
        async () =>
          ({
            toString: () => {
              throw new Error('no text');
            },
          }) as unknown as string,
      );
      expect((await failure(call(client, 'alice'))).code).toBe('INTERNAL');
    });

    test('the deadline ends the call and aborts the handler', async () => {
      const aborted = Promise.withResolvers<unknown>();
      const client = await start((_id, context) => {
        context.signal.addEventListener('abort', () => aborted.resolve(context.signal.reason));
        return new Promise(() => {});
      });
      const error = await failure(call(client, 'alice', { timeoutMs: 50 }));
      expect([error.code, error.reason]).toEqual(['DEADLINE_EXCEEDED', 'DEADLINE_EXCEEDED']);
      expect(await aborted.promise).toBeInstanceOf(ServiceError);
    });

    test('no time left: the handler is not called', async () => {
      let calls = 0;
      const client = await start(async (id) => {
        calls += 1;
        return id;
      });
      expect((await failure(call(client, 'alice', { timeoutMs: 0 }))).code).toBe('DEADLINE_EXCEEDED');
      await call(client, 'bob');
      expect(calls).toBe(1);
    });

    test('the handler sees the caller’s remaining time, never more than the method allows', async () => {
      const client = await start(async (_id, context) => String(context.timeLeftMs()));
      const short = Number(await call(client, 'alice', { timeoutMs: 700 }));
      expect(short).toBeGreaterThan(200);
      expect(short).toBeLessThanOrEqual(701);
      expect(Number(await call(client, 'alice', { timeoutMs: 60_000 }))).toBeLessThanOrEqual(5_001);
    });

    test('cancelling rejects at once and stops the server’s signal', async () => {
      const started = Promise.withResolvers<void>();
      const aborted = Promise.withResolvers<unknown>();
      const client = await start((_id, context) => {
        context.signal.addEventListener('abort', () => aborted.resolve(context.signal.reason));
        started.resolve();
        return new Promise(() => {});
      });
      const controller = new AbortController();
      const answer = failure(call(client, 'alice', { signal: controller.signal }));
      await started.promise;
      controller.abort();
      expect((await answer).code).toBe('CANCELLED');
      expect(((await aborted.promise) as ServiceError).code).toBe('CANCELLED');
    });

    test('a signal that is aborted already: the handler is not called', async () => {
      let calls = 0;
      const client = await start(async (id) => {
        calls += 1;
        return id;
      });
      expect((await failure(call(client, 'alice', { signal: AbortSignal.abort() }))).code).toBe('CANCELLED');
      await call(client, 'bob');
      expect(calls).toBe(1);
    });

    test('the trace context reaches the handler', async () => {
      const client = await start(async (_id, context) => context.traceparent);
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      expect(await call(client, 'alice', { traceparent })).toBe(traceparent);
      expect(await call(client, 'alice')).toBe('');
    });

    test('more calls than allowed in flight are refused, and room comes back', async () => {
      const release = Promise.withResolvers<void>();
      const refused: string[] = [];
      const client = await start(
        async (id) => {
          await release.promise;
          return id;
        },
        { callsInFlightMax: 5, observer: { refused: (path) => refused.push(path) } },
      );
      const names = Array.from({ length: 5 * instances + 2 }, (_, n) => `u${n}`);
      const answers = names.map((name) => call(client, name).catch((error: unknown) => error));
      const failures = await Promise.all(answers.slice(-2));
      for (const error of failures) {
        expect(error).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'TOO_MANY_CALLS' });
      }
      release.resolve();
      expect(await Promise.all(answers.slice(0, -2))).toEqual(names.slice(0, -2));
      expect(await call(client, 'again')).toBe('again');
      expect(refused).toHaveLength(2);
    });

    test('messages up to the limit pass, larger ones are refused in both directions', async () => {
      const client = await start(async (id) =>
        id.repeat(Number(id.length === 1) || 1).padEnd(id === 'grow' ? 5_000_000 : 0),
      );
      const large = 'x'.repeat(4 * 1024 * 1024 - 64);
      expect(await call(client, large)).toBe(large);
      const tooLarge = { code: 'RESOURCE_EXHAUSTED', reason: 'MESSAGE_TOO_LARGE' };
      expect(await failure(call(client, 'x'.repeat(4 * 1024 * 1024)))).toMatchObject(tooLarge);
      expect(await failure(call(client, 'grow'))).toMatchObject(tooLarge);
    });
  });

  test('a method without a handler is UNIMPLEMENTED', async () => {
    const client = await start(async (id) => id);
    const expected = { code: 'UNIMPLEMENTED', reason: 'METHOD_NOT_FOUND' };
    expect(await failure(client.recordDevice({ userId: 'alice' }))).toMatchObject(expected);
    expect(await failure(client.putProfile({ userId: 'alice' }))).toMatchObject(expected);
  });

  test('caller and handler share no objects', async () => {
    const request = { userIds: ['alice'] };
    const reply = { users: [{ userId: 'alice', profile: { displayName: 'A' } }] };
    const seen: { userIds: string[] }[] = [];
    const transport = await startTransport({
      getUsers: async (received) => {
        seen.push(received);
        received.userIds.push('mallory');
        return reply;
      },
    });
    running.push(transport);
    const answer = await transport.client.getUsers(request);
    expect(request.userIds).toEqual(['alice']);
    expect(seen[0]).not.toBe(request);
    expect(answer.users[0]?.profile).not.toBe(reply.users[0]?.profile);
    expect(answer.users[0]?.profile?.avatarUrl).toBe('');
  });

  test('the handler never runs inside its caller’s stack', async () => {
    let ran = false;
    const client = await start(async (id) => {
      ran = true;
      return id;
    });
    const answer = client.getUsers({ userIds: ['alice'] });
    expect(ran).toBe(false);
    await answer;
    expect(ran).toBe(true);
  });

  test('a safe call is repeated once after UNAVAILABLE, another is not', async () => {
    const attempts = { safe: 0, never: 0 };
    const away = () => new ServiceError('UNAVAILABLE', { reason: 'STORE_UNAVAILABLE', message: 'away' });
    const transport = await startTransport({
      getUsers: async () => {
        attempts.safe += 1;
        if (attempts.safe === 1) throw away();
        return { users: [] };
      },
      recordDevice: async () => {
        attempts.never += 1;
        throw away();
      },
    });
    running.push(transport);
    expect((await transport.client.getUsers({})).users).toEqual([]);
    expect((await failure(transport.client.recordDevice({}))).reason).toBe('STORE_UNAVAILABLE');
    expect(attempts).toEqual({ safe: 2, never: 1 });
  });

  test('after close every call is UNAVAILABLE, those in flight at once', async () => {
    const started: string[] = [];
    const waiting = (name: string) => () => {
      started.push(name);
      return new Promise<never>(() => {});
    };
    const transport = await startTransport({ recordDevice: waiting('hot'), putProfile: waiting('unary') });
    const inFlight = [transport.client.recordDevice({}), transport.client.putProfile({})].map(failure);
    await expect.poll(() => started.length).toBe(2);
    await transport.close();
    for (const call of inFlight) expect((await call).code).toBe('UNAVAILABLE');
    expect((await failure(transport.client.recordDevice({}))).code).toBe('UNAVAILABLE');
    expect((await failure(transport.client.putProfile({}))).code).toBe('UNAVAILABLE');
  });
});

async function failure(answer: Promise<unknown>): Promise<ServiceError> {
  try {
    await answer;
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return error as ServiceError;
  }
  throw new Error('the call succeeded');
}
