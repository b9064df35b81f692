import { EventEmitter } from 'node:events';

import type { CallBatch } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { ReplyBatch__Output } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import { ServiceError } from '@microchat/core/service-error';
import { settle } from '@microchat/testkit/manual-time';
import { Metadata } from '@grpc/grpc-js';
import { beforeEach, describe, expect, test } from 'vitest';

import { CallStreamClient, type CallStreamLimits } from './call-stream-client.ts';
import { serviceCodec } from './codec.ts';
import { echoContract } from './testing/echo-service.ts';

class FakeStream extends EventEmitter {
  readonly batches: CallBatch[] = [];
  accepts = true;
  ended = false;
  cancelled = false;

  write(batch: CallBatch): boolean {
    this.batches.push(batch);
    return this.accepts;
  }

  end(): void {
    this.ended = true;
  }

  cancel(): void {
    this.cancelled = true;
  }

  reply(...replies: Partial<ReplyBatch__Output['replies'][number]>[]): void {
    this.emit('data', {
      replies: replies.map((reply) => ({ id: 0, code: 0, reply: Buffer.alloc(0), error: null, ...reply })),
    });
  }
}

const method = serviceCodec(echoContract).methods.get('getUsers');
if (method === undefined) throw new Error('no such method');
const codec = method;

let stream: FakeStream;
let outcomes: Map<string, Uint8Array | ServiceError>;
let closings: object[];
let drainings: number;

beforeEach(() => {
  stream = new FakeStream();
  outcomes = new Map();
  closings = [];
  drainings = 0;
});

function open(limits: Partial<CallStreamLimits> = {}): CallStreamClient {
  const client = connecting(limits);
  client.connected();
  return client;
}

function connecting(limits: Partial<CallStreamLimits> = {}): CallStreamClient {
  return new CallStreamClient(
    stream,
    {
      closed: (lost) => closings.push(lost),
      draining: () => {
        drainings += 1;
      },
    },
    limits,
  );
}

function start(client: CallStreamClient, name: string, request = Buffer.alloc(10)): () => void {
  const started = client.start({
    method: codec,
    request,
    timeoutMs: 1_000,
    traceparent: '',
    affinityKey: '',
    failedAt: [],
    succeed: (reply) => outcomes.set(name, reply),
    fail: (error) => outcomes.set(name, error),
  });
  if (started instanceof ServiceError) throw started;
  return started;
}

function sentIds(): number[][] {
  return stream.batches.map((batch) => (batch.calls ?? []).map((call) => call.id ?? 0));
}

describe('call stream client', () => {
  test('calls of one turn leave in one frame', async () => {
    const client = open();
    start(client, 'a');
    start(client, 'b');
    expect(stream.batches).toEqual([]);
    await settle();
    start(client, 'c');
    await settle();
    expect(sentIds()).toEqual([[1, 2], [3]]);
  });

  test('frames are split at the limit; a larger call travels alone', async () => {
    const client = open({ batchBytesMax: 1_000 });
    for (const [name, bytes] of [
      ['a', 300],
      ['b', 300],
      ['c', 300],
      ['d', 5_000],
      ['e', 10],
    ] as const) {
      start(client, name, Buffer.alloc(bytes));
    }
    await settle();
    expect(sentIds()).toEqual([[1, 2], [3], [4], [5]]);
  });

  test('a frame has so many calls at most; the next turn sends the next', async () => {
    const client = open({ batchCallsMax: 2 });
    const cancels = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => start(client, name));
    cancels[1]?.();
    await settle();
    expect(sentIds()).toEqual([[1, 3], [4, 5], [6]]);
  });

  test('no call that is left for the next turn is lost when the stream pushes back meanwhile', async () => {
    const client = open({ batchCallsMax: 2 });
    stream.accepts = false;
    for (const name of ['a', 'b', 'c', 'd', 'e']) start(client, name);
    await settle();
    expect(sentIds()).toEqual([[1, 2]]);
    stream.emit('drain');
    stream.accepts = true;
    stream.emit('drain');
    await settle();
    expect(sentIds()).toEqual([[1, 2], [3, 4], [5]]);
  });

  test('while the stream pushes back, calls wait and then leave together', async () => {
    const client = open();
    stream.accepts = false;
    start(client, 'a');
    await settle();
    start(client, 'b');
    await settle();
    start(client, 'c');
    await settle();
    expect(sentIds()).toEqual([[1]]);
    stream.accepts = true;
    stream.emit('drain');
    expect(sentIds()).toEqual([[1], [2, 3]]);
  });

  test('a call that is cancelled before it left is never sent; after, the server is told', async () => {
    const client = open();
    const cancelA = start(client, 'a');
    start(client, 'b');
    cancelA();
    await settle();
    expect(sentIds()).toEqual([[2]]);
    const cancelC = start(client, 'c');
    await settle();
    cancelC();
    await settle();
    expect(stream.batches.at(-1)).toEqual({ calls: [], cancelledIds: [3] });
    stream.reply({ id: 3 });
    expect(outcomes.has('c')).toBe(false);
  });

  test('every reply goes to its own call, in whatever order', async () => {
    const client = open();
    start(client, 'a');
    start(client, 'b');
    await settle();
    const error = { reason: 'R', message: 'm', field: 'f', retryAfterMs: 7 };
    stream.reply({ id: 2, code: 5, error }, { id: 1, reply: Buffer.from('x') });
    expect(outcomes.get('a')).toEqual(Buffer.from('x'));
    expect(outcomes.get('b')).toMatchObject({ code: 'NOT_FOUND', ...error });
  });

  test.each(['error', 'end'])('%s fails everything in flight, sent or not, and reports it once', async (event) => {
    const client = open();
    start(client, 'a');
    await settle();
    start(client, 'b');
    stream.emit(event, new Error('broken'));
    stream.emit('end');
    // Of what was not written it is certain that nobody executed it.
    expect(outcomes.get('a')).toMatchObject({ code: 'UNAVAILABLE', reason: 'CONNECTION_LOST' });
    expect(outcomes.get('b')).toMatchObject({ code: 'UNAVAILABLE', reason: 'NOT_CONNECTED' });
    expect(closings).toEqual([{ callsInFlight: 1, wasUseful: false }]);
    await settle();
    expect(stream.batches).toHaveLength(1);
    expect(() => start(client, 'c')).toThrow('no connection');
  });

  test('writes nothing before it is connected', async () => {
    const client = connecting();
    start(client, 'a');
    await settle();
    expect(stream.batches).toEqual([]);
    client.connected();
    start(client, 'b');
    await settle();
    expect(sentIds()).toEqual([[1], [2]]);
  });

  test('a server that refuses the stream says why', () => {
    start(open(), 'a');
    const refusal = { code: 16, metadata: new Metadata(), details: 'who are you?' };
    stream.emit('error', Object.assign(new Error('refused'), refusal));
    expect(outcomes.get('a')).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('is useful once it carried an answer', async () => {
    const client = open();
    start(client, 'a');
    await settle();
    stream.reply({ id: 1 });
    stream.emit('end');
    expect(closings).toEqual([{ callsInFlight: 0, wasUseful: true }]);
  });

  test('bounds calls and bytes in flight', async () => {
    const client = open({ callsInFlightMax: 3, bytesInFlightMax: 100 });
    start(client, 'a', Buffer.alloc(60));
    expect(() => start(client, 'b', Buffer.alloc(60))).toThrow('too many calls');
    start(client, 'c', Buffer.alloc(10));
    start(client, 'd', Buffer.alloc(10));
    expect(() => start(client, 'e', Buffer.alloc(0))).toThrow('too many calls');
    await settle();
    stream.reply({ id: 1 });
    start(client, 'f', Buffer.alloc(60));
  });

  test('a draining server keeps the stream until the last answer', async () => {
    const client = open();
    start(client, 'a');
    start(client, 'b');
    start(client, 'c');
    await settle();
    const error = { reason: 'DRAINING', message: 'stopping', field: '', retryAfterMs: 0 };
    stream.reply({ id: 1, code: 14, error }, { id: 2, code: 14, error });
    expect([drainings, stream.ended]).toEqual([1, false]);
    stream.reply({ id: 3, reply: Buffer.from('x') });
    expect(outcomes.get('c')).toEqual(Buffer.from('x'));
    expect(stream.ended).toBe(true);
  });
});
