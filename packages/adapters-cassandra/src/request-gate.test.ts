import { KvUnavailableError } from '@microchat/ports/kv-store';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { expect, test } from 'vitest';
import { GateFullError, RequestGate } from './request-gate.ts';

const timeoutMs = 1_000;

/** A gate and requests that end when told. */
class GateUnderTest {
  readonly time = new ManualTime();
  readonly gate: RequestGate;
  readonly started: string[] = [];
  readonly #ends = new Map<string, PromiseWithResolvers<string>>();

  constructor(limits: { inFlightMax?: number; waitingMax?: number; bytesMax?: number } = {}) {
    const all = { inFlightMax: 2, waitingMax: 2, bytesMax: 1_000, ...limits };
    const probe = () => this.#begin('probe');
    this.gate = new RequestGate({ limits: all, timeoutMs, timers: this.time, probe });
  }

  async call(name: string, bytes = 1): Promise<string> {
    return this.gate.run(
      bytes,
      () => this.#begin(name),
      () => new Error(`${name} is late`),
    );
  }

  #begin(name: string): Promise<string> {
    this.started.push(name);
    const end = Promise.withResolvers<string>();
    this.#ends.set(name, end);
    return end.promise;
  }

  /** As text, so that nothing is left unhandled. */
  outcome(name: string, bytes = 1): Promise<string> {
    return this.call(name, bytes).catch((error: unknown) => String(error));
  }

  async end(name: string, error?: Error): Promise<void> {
    if (error === undefined) this.#ends.get(name)?.resolve(`${name} done`);
    else this.#ends.get(name)?.reject(error);
    await settle();
  }
}

test('requests past the limit wait and begin in the order of their calls', async () => {
  const under = new GateUnderTest();
  const outcomes = ['a', 'b', 'c', 'd'].map((name) => under.outcome(name));
  await settle();
  expect(under.started).toEqual(['a', 'b']);
  await under.end('b');
  expect(under.started).toEqual(['a', 'b', 'c']);
  await under.end('a', new Error('failed'));
  expect(under.started).toEqual(['a', 'b', 'c', 'd']);
  await under.end('c');
  await under.end('d');
  expect(await Promise.all(outcomes)).toEqual(['Error: failed', 'b done', 'c done', 'd done']);
});

test('past what may wait requests are refused without being started, until there is room', async () => {
  const under = new GateUnderTest({ inFlightMax: 1, waitingMax: 1 });
  const outcomes = ['a', 'b'].map((name) => under.outcome(name));
  await expect(under.call('c')).rejects.toBeInstanceOf(GateFullError);
  await under.end('a');
  const later = under.outcome('d');
  await under.end('b');
  await under.end('d');
  expect(under.started).toEqual(['a', 'b', 'd']);
  expect(await Promise.all([...outcomes, later])).toEqual(['a done', 'b done', 'd done']);
});

test('bytes are bounded over what is in flight and what waits', async () => {
  const under = new GateUnderTest({ inFlightMax: 1, bytesMax: 10 });
  const outcomes = [under.outcome('a', 6), under.outcome('b', 4)];
  await expect(under.call('c', 1)).rejects.toBeInstanceOf(KvUnavailableError);
  await under.end('a');
  const later = under.outcome('d', 6);
  await under.end('b');
  await under.end('d');
  expect(await Promise.all([...outcomes, later])).toEqual(['a done', 'b done', 'd done']);
});

test('a request that does not end is late, and its place is free', async () => {
  const under = new GateUnderTest({ inFlightMax: 1 });
  const late = under.outcome('a');
  await under.time.advanceSettling(timeoutMs);
  expect(await late).toBe('Error: a is late');
  // Too late for its caller, but a sign of life.
  await under.end('a');
  const next = under.outcome('b');
  await settle();
  expect(under.started).toEqual(['a', 'b']);
  await under.end('b');
  expect(await next).toBe('b done');
});

test('a request that waits for half of its time is refused, not started', async () => {
  const under = new GateUnderTest({ inFlightMax: 1 });
  const first = under.outcome('a');
  const waiting = under.call('b').catch((error: unknown) => error);
  await under.time.advanceSettling(timeoutMs / 2);
  expect(await waiting).toBeInstanceOf(KvUnavailableError);
  await under.end('a');
  expect(await first).toBe('a done');
  expect(under.started).toEqual(['a']);
});

test('time that a request has waited is not given to it again', async () => {
  const under = new GateUnderTest({ inFlightMax: 1 });
  const first = under.outcome('a');
  const second = under.outcome('b');
  await under.time.advanceSettling(timeoutMs / 4);
  await under.end('a');
  await under.time.advanceSettling((3 * timeoutMs) / 4);
  expect(await Promise.all([first, second])).toEqual(['a done', 'Error: b is late']);
});

test('while nothing comes back requests are refused at once, and one probe at a time is sent', async () => {
  const under = new GateUnderTest({ inFlightMax: 10 });
  const first = under.outcome('a');
  await under.time.advanceSettling((timeoutMs * 2) / 3 + 1);
  for (const name of ['b', 'c']) await expect(under.call(name)).rejects.toThrow('Cassandra does not answer');
  expect(under.started).toEqual(['a', 'probe']);
  await under.time.advanceSettling(timeoutMs + 1);
  expect(await first).toBe('Error: a is late');
  await under.end('probe', new Error('no answer in time'));
  await expect(under.call('d')).rejects.toThrow('Cassandra does not answer');
  expect(under.started).toEqual(['a', 'probe', 'probe']);
  await under.end('probe');
  const next = under.outcome('e');
  await under.end('e');
  expect(await next).toBe('e done');
});

test('no timers are left behind', async () => {
  const under = new GateUnderTest({ inFlightMax: 1, waitingMax: 1 });
  const outcomes = ['a', 'b', 'c'].map((name) => under.outcome(name));
  await under.end('a');
  await under.end('b');
  await Promise.all(outcomes);
  expect(under.time.pending).toBe(0);
});

test('closed: what waits and what comes is refused, what is in flight goes on', async () => {
  const under = new GateUnderTest({ inFlightMax: 1 });
  const first = under.outcome('a');
  const waiting = under.call('b').catch((error: unknown) => error);
  under.gate.close();
  expect(await waiting).toBeInstanceOf(KvUnavailableError);
  await expect(under.call('c')).rejects.toBeInstanceOf(KvUnavailableError);
  await under.end('a');
  expect(await first).toBe('a done');
  expect(under.started).toEqual(['a']);
});
