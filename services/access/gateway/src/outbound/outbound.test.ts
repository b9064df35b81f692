import { describe, expect, it } from 'vitest';
import { Flusher, type FlushTarget } from './flusher.ts';
import { OutboundFrame } from './outbound-frame.ts';
import { OutboxChain } from './outbox-chain.ts';
import { frameOf } from './server-framing.ts';

describe('server framing', () => {
  it.each([
    [0, [0x81, 0]],
    [125, [0x81, 125]],
    [126, [0x81, 126, 0, 126]],
    [65_535, [0x81, 126, 0xff, 0xff]],
    [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])('writes the length of %d bytes as RFC 6455 says', (length, header) => {
    const frame = frameOf('json', 'x'.repeat(length));
    expect([...frame.subarray(0, header.length)]).toEqual(header);
    expect(frame.length).toBe(header.length + length);
  });

  it('counts bytes, not characters, and marks binary frames', () => {
    expect(frameOf('json', 'ü')).toEqual(Buffer.from([0x81, 2, 0xc3, 0xbc]));
    expect(frameOf('proto', Buffer.from([1, 2, 3]))).toEqual(Buffer.from([0x82, 3, 1, 2, 3]));
  });
});

describe('outbound frame', () => {
  it('is encoded once for each encoding', () => {
    const frame = new OutboundFrame({ messages: [] }, undefined, 10);
    expect(frame.bytes('json')).toBe(frame.bytes('json'));
    expect(frame.bytes('proto')).toBe(frame.bytes('proto'));
    expect(frame.bytes('json')).not.toEqual(frame.bytes('proto'));
  });
});

describe('outbox chain', () => {
  const [a, b, own] = ['a', 'b', 'own'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

  it('gives sockets with the same frames the same bytes, joined once', () => {
    const empty = OutboxChain.empty();
    const first = empty.withShared(a).withShared(b);
    const second = empty.withShared(a).withShared(b);
    expect(second).toBe(first);
    expect(first.bytes().toString()).toBe('ab');
    expect(second.bytes()).toBe(first.bytes());
    expect(first.byteLength).toBe(2);
  });

  it('keeps the order and what is for one socket only', () => {
    const empty = OutboxChain.empty();
    const mine = empty.withShared(a).withOwn(own).withShared(b);
    const theirs = empty.withShared(a).withShared(b);
    expect(mine.bytes().toString()).toBe('aownb');
    expect(theirs.bytes().toString()).toBe('ab');
    expect(empty.withShared(b).withShared(a).bytes().toString()).toBe('ba');
  });

  it('does not copy a single frame', () => {
    expect(OutboxChain.empty().withOwn(own).bytes()).toBe(own);
  });
});

class Target implements FlushTarget {
  outbox: OutboxChain | undefined;
  readonly writes: Buffer[] = [];
  readonly #onWrite: () => void;

  constructor(onWrite: () => void = () => {}) {
    this.#onWrite = onWrite;
  }

  write(bytes: Buffer): void {
    this.writes.push(bytes);
    this.#onWrite();
  }
}

describe('flusher', () => {
  const frame = (text: string) => Buffer.from(text);

  /** A clock that writes move, with the ends of turns and the delays that the flusher asks for. */
  function setUp() {
    const clock = { nowMs: 0 };
    const turns: (() => void)[] = [];
    const delays: { delayMs: number; callback: () => void }[] = [];
    const timers = {
      monotonicMs: () => clock.nowMs,
      after: (delayMs: number, callback: () => void) => {
        delays.push({ delayMs, callback });
        return { cancel: () => {} };
      },
    };
    const flusher = new Flusher(timers, (callback) => turns.push(callback));
    return { clock, turns, delays, flusher, endTurn: () => turns.splice(0).forEach((callback) => callback()) };
  }

  it('writes once per socket and turn, equal outboxes from one buffer', () => {
    const { flusher, endTurn, turns } = setUp();
    const [one, two, three] = [new Target(), new Target(), new Target()];
    const [hello, world] = [frame('hello'), frame('world')];
    for (const target of [one, two, three]) flusher.enqueue(target, hello, true);
    flusher.enqueue(two, frame('own'), false);
    for (const target of [one, two, three]) flusher.enqueue(target, world, true);
    expect(turns).toHaveLength(1);
    endTurn();
    expect(one.writes.map(String)).toEqual(['helloworld']);
    expect(two.writes.map(String)).toEqual(['helloownworld']);
    expect(three.writes[0]).toBe(one.writes[0]);
    endTurn();
    expect(one.writes).toHaveLength(1);
  });

  it('writes one outbox at once when asked, and not again', () => {
    const { flusher, endTurn } = setUp();
    const target = new Target();
    flusher.enqueue(target, frame('last words'), false);
    flusher.flush(target);
    expect(target.writes.map(String)).toEqual(['last words']);
    endTurn();
    expect(target.writes).toHaveLength(1);
    flusher.enqueue(target, frame('more'), false);
    endTurn();
    expect(target.writes.map(String)).toEqual(['last words', 'more']);
  });

  it('waits as long as the last flush took, 4 ms at most, and not at all after a quick one', () => {
    const { flusher, endTurn, clock, turns, delays } = setUp();
    let writeMs = 3;
    const target = new Target(() => {
      clock.nowMs += writeMs;
    });
    flusher.enqueue(target, frame('a'), false);
    endTurn();
    flusher.enqueue(target, frame('b'), false);
    expect(turns).toHaveLength(0);
    expect(delays[0]?.delayMs).toBe(3);
    writeMs = 50;
    delays[0]?.callback();
    flusher.enqueue(target, frame('c'), false);
    expect(delays[1]?.delayMs).toBe(4);
    writeMs = 0;
    delays[1]?.callback();
    flusher.enqueue(target, frame('d'), false);
    expect(turns).toHaveLength(1);
    endTurn();
    expect(target.writes.map(String)).toEqual(['a', 'b', 'c', 'd']);
  });
});
