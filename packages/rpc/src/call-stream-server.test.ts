import { EventEmitter } from 'node:events';

import type { Call } from '@microchat/proto/microchat/rpc/v1/Call';
import type { ReplyBatch } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { beforeEach, describe, expect, test } from 'vitest';

import { CallStreamServer } from './call-stream-server.ts';
import { serviceCodec } from './codec.ts';
import { silentObserver } from './rpc-observer.ts';
import type { CallContext } from './service-contract.ts';
import { ServiceRegistry } from './service-registry.ts';
import { echoContract, echoHandlers } from './testing/echo-service.ts';

class FakeStream extends EventEmitter {
  readonly batches: ReplyBatch[] = [];
  accepts = true;
  ended = false;
  paused = false;

  write(batch: ReplyBatch): boolean {
    this.batches.push(batch);
    return this.accepts;
  }

  end(): void {
    this.ended = true;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  call(ids: number[], cancelledIds: number[] = []): void {
    this.emit('data', { cancelledIds, calls: ids.map((id): Call => ({ ...template, id })) });
  }
}

const method = serviceCodec(echoContract).methods.get('getUsers');
if (method === undefined) throw new Error('no such method');
const template = {
  method: method.path,
  timeoutMs: 1_000,
  request: method.encodeRequest({ userIds: ['alice'] }),
  traceparent: '',
};

let stream: FakeStream;
let handlers: { context: CallContext; finish: () => void }[];
let closings: number;
let refusals: number;

beforeEach(() => {
  stream = new FakeStream();
  handlers = [];
  closings = 0;
  refusals = 0;
});

/** Handlers run until the test finishes them. */
function open(callsInFlightMax = 100): CallStreamServer {
  const registry = new ServiceRegistry(silentObserver);
  registry.add(
    echoContract,
    echoHandlers((_id, context) => {
      return new Promise((resolve) => handlers.push({ context, finish: () => resolve('') }));
    }),
  );
  return new CallStreamServer(stream, {
    registry,
    timers: new ManualTime(),
    callsInFlightMax,
    observer: {
      ...silentObserver,
      refused: () => {
        refusals += 1;
      },
    },
    closed: () => {
      closings += 1;
    },
  });
}

async function finish(position: number): Promise<void> {
  handlers[position]?.finish();
  await settle();
}

function replies(): (readonly [number, number])[] {
  return stream.batches.flatMap((batch) => (batch.replies ?? []).map(({ id = 0, code = 0 }) => [id, code] as const));
}

describe('call stream server', () => {
  test('answers of one turn leave in one frame', async () => {
    open();
    stream.call([1, 2, 3]);
    await settle();
    handlers[0]?.finish();
    handlers[2]?.finish();
    await settle();
    await finish(1);
    expect(stream.batches.map((batch) => batch.replies?.map((reply) => reply.id))).toEqual([[1, 3], [2]]);
  });

  test('a frame has so many answers at most; the next turn sends the next, and the stream ends after the last', async () => {
    const server = open(1_000);
    stream.call(Array.from({ length: 130 }, (_, at) => at + 1));
    await settle();
    for (const { finish: finishHandler } of handlers) finishHandler();
    server.drain();
    await settle();
    expect(stream.batches.map((batch) => batch.replies?.length)).toEqual([64, 64, 2]);
    expect(stream.ended).toBe(true);
  });

  test('a stream that pushed back while the server drained ends with the answers that had to wait', async () => {
    const server = open();
    stream.accepts = false;
    stream.call([1, 2]);
    await settle();
    await finish(0);
    await finish(1);
    server.drain();
    expect([replies().length, stream.ended]).toEqual([1, false]);
    stream.accepts = true;
    stream.emit('drain');
    expect([replies().length, stream.ended]).toEqual([2, true]);
  });

  test('a cancelled call is aborted and not answered', async () => {
    open();
    stream.call([1, 2]);
    await settle();
    stream.call([], [1]);
    expect(handlers[0]?.context.signal.aborted).toBe(true);
    await finish(0);
    await finish(1);
    expect(replies()).toEqual([[2, 0]]);
  });

  test('handlers of cancelled calls still count until they return', async () => {
    open(1);
    stream.call([1]);
    await settle();
    stream.call([2], [1]);
    await settle();
    expect([replies(), refusals]).toEqual([[[2, 8]], 1]);
    await finish(0);
    stream.call([3]);
    await settle();
    await finish(1);
    expect(replies()).toEqual([
      [2, 8],
      [3, 0],
    ]);
  });

  test('reads no calls while its answers are not read', async () => {
    open();
    stream.accepts = false;
    stream.call([1, 2]);
    await settle();
    await finish(0);
    expect(stream.paused).toBe(true);
    await finish(1);
    expect(replies()).toEqual([[1, 0]]);
    stream.accepts = true;
    stream.emit('drain');
    expect(stream.paused).toBe(false);
    expect(replies()).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  test('drains: answers what runs, refuses what comes, ends', async () => {
    const server = open();
    stream.call([1]);
    await settle();
    server.drain();
    stream.call([2]);
    await settle();
    expect([replies(), stream.ended, closings]).toEqual([[[2, 14]], false, 0]);
    await finish(0);
    expect([replies(), stream.ended, closings]).toEqual([
      [
        [2, 14],
        [1, 0],
      ],
      true,
      1,
    ]);
  });

  test.each(['cancelled', 'error'])(
    'when the client is gone (%s), everything it asked for is aborted',
    async (event) => {
      open();
      stream.call([1]);
      await settle();
      const signal = handlers[0]?.context.signal;
      stream.emit(event, new Error('gone'));
      stream.emit('cancelled');
      expect([signal?.aborted, closings]).toEqual([true, 1]);
      await finish(0);
      expect(stream.batches).toEqual([]);
    },
  );
});
