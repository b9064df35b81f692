import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from './connection-session.ts';
import { openSession, type Session } from './session-state.ts';
import type { Effect, SessionEvent } from './session-events.ts';
import { type SessionLimits, sessionDefaults } from './session-limits.ts';

const limits: SessionLimits = {
  ...sessionDefaults,
  heartbeatMs: 5_000,
  drainTimeoutMs: 8_000,
  unackedFramesMax: 6,
  bufferFramesMax: 3,
  bufferBytesMax: 100,
  requestsMax: 5,
  pagesMax: 2,
  conversationsMax: 3,
  positionsMax: 2,
};

/** What the shell around the machine would know, and what the machine promises it. */
class Shell {
  readonly session: Session = openSession(limits, 0);
  nowMs = 0;
  welcomed = false;
  leaves = 0;
  closes = 0;
  sent = 0;
  running = 0;
  pages = 0;
  /** Something was dropped, and no hint was begun after it that has been delivered. */
  owesHint = false;
  hinting = false;
  #owedBeforeHint = false;

  take(event: SessionEvent): void {
    const wasClosing = this.session.phase === 'closing';
    const effects = step(this.session, event, this.nowMs);
    // A dropped hint (the outbox is full) is owed again.
    if (event.type === 'hintFailed') this.#hintLost();
    for (const effect of effects) this.#execute(effect, event);
    if (event.type === 'hintEmpty' || event.type === 'hintFailed' || event.type === 'hinted') this.hinting = false;
    if (wasClosing) expect(effects.every(({ type }) => type === 'drop' || type === 'destroy')).toBe(true);
    this.#checkBounds();
  }

  #execute(effect: Effect, event: SessionEvent): void {
    const pageAsked = event.type === 'request' && event.page;
    switch (effect.type) {
      case 'welcome':
        expect(this.welcomed).toBe(false);
        this.welcomed = true;
        return;
      case 'deliver':
        expect(this.welcomed).toBe(true);
        this.sent += 1;
        return;
      case 'drop':
      case 'dropBuffer':
        if (event.type === 'hinted') this.#hintLost();
        else this.owesHint = true;
        return;
      case 'hint':
        expect(this.hinting).toBe(false);
        this.hinting = true;
        this.#owedBeforeHint = this.owesHint;
        this.owesHint = false;
        return;
      case 'serve':
      case 'serveNext':
        expect(this.welcomed).toBe(true);
        this.running += 1;
        if (pageAsked || effect.type === 'serveNext') this.pages += 1;
        return;
      case 'verify':
        this.running += 1;
        return;
      case 'leave':
        this.leaves += 1;
        return;
      case 'close':
        this.closes += 1;
        return;
      default:
    }
  }

  #hintLost(): void {
    this.owesHint ||= this.#owedBeforeHint;
  }

  #checkBounds(): void {
    const { session } = this;
    expect(session.ledger.unacked).toBeLessThanOrEqual(limits.unackedFramesMax);
    expect(session.ledger.sent).toBe(this.sent);
    expect(session.bufferedFrames).toBeLessThanOrEqual(limits.bufferFramesMax);
    expect(session.bufferedBytes).toBeLessThanOrEqual(limits.bufferBytesMax);
    expect(this.running + session.pagesWaiting).toBeLessThanOrEqual(limits.requestsMax);
    expect(this.pages).toBeLessThanOrEqual(limits.pagesMax);
    expect(this.leaves).toBe(session.phase === 'closing' ? 1 : 0);
    expect(this.closes).toBeLessThanOrEqual(1);
  }
}

/** An event as the world would send it, given what the shell knows; undefined if it can't happen now. */
type Draw = (shell: Shell) => SessionEvent | undefined;

const conversationIds = ['a', 'b', 'c', 'd', 'e'];

const draws: fc.Arbitrary<Draw> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(fc.constantFrom(...conversationIds), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 60 }))
      .map(([conversationId, index, bytes]): Draw => {
        const range = { conversationId, fromIndex: index, toIndex: index };
        return () => ({ type: 'notify', range, bytes });
      }),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(3), fc.nat(4)).map(
      ([behind, at]): Draw =>
        (shell) => ({
          type: 'ack',
          received: Math.max(0, shell.sent - behind),
          positions: at === 4 ? [{ conversationId: 'a', index: 3 }] : [],
        }),
    ),
  },
  fc.boolean().map(
    (page): Draw =>
      () => ({ type: 'request', page }),
  ),
  fc.boolean().map(
    (page): Draw =>
      (shell) => {
        if ((page ? shell.pages : shell.running - shell.pages) === 0) return undefined;
        shell.running -= 1;
        if (page) shell.pages -= 1;
        return { type: 'answered', page };
      },
  ),
  fc
    .constantFrom<SessionEvent['type'] & ('hinted' | 'hintEmpty' | 'hintFailed')>('hinted', 'hintEmpty', 'hintFailed')
    .map(
      (type): Draw =>
        (shell) =>
          shell.hinting ? { type } : undefined,
    ),
  fc.constantFrom<SessionEvent>({ type: 'congested' }, { type: 'drained' }).map(
    (event): Draw =>
      (shell) =>
        event.type === 'congested' && !shell.welcomed ? undefined : event,
  ),
  fc.integer({ min: 1, max: 2_500 }).map(
    (passedMs): Draw =>
      (shell) => {
        shell.nowMs += passedMs;
        return { type: 'tick' };
      },
  ),
  fc.constantFrom<SessionEvent>({ type: 'heard' }, { type: 'resync' }, { type: 'invalid' }).map(
    (event): Draw =>
      () =>
        event,
  ),
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<SessionEvent>(
        { type: 'gone' },
        { type: 'replaced' },
        { type: 'revoked' },
        { type: 'undecodable' },
        { type: 'drain' },
      )
      .map(
        (event): Draw =>
          (shell) =>
            shell.nowMs > 20_000 ? event : undefined,
      ),
  },
);

describe('connection session on random histories', () => {
  it('keeps its bounds and promises, and owes no hint once the client has caught up (S1, S2, S6 to S8)', () => {
    let hintsOwed = 0;
    let alive = 0;
    fc.assert(
      fc.property(fc.array(draws, { maxLength: 30 }), fc.array(draws, { maxLength: 150 }), (before, after) => {
        const shell = new Shell();
        const play = (history: readonly Draw[]) => {
          for (const draw of history) {
            const event = draw(shell);
            if (event !== undefined) shell.take(event);
          }
        };
        shell.take({ type: 'hello' });
        play(before.filter((draw) => draw(shell)?.type === 'notify'));
        shell.take({ type: 'connected', validForMs: 1_000_000 });
        play(after);
        if (shell.owesHint) hintsOwed += 1;
        heal(shell);
        if (shell.session.phase === 'closing') return;
        alive += 1;
        expect(shell.session.phase).toBe('live');
        expect(shell.owesHint).toBe(false);
        expect(shell.session.missed).toBe(false);
      }),
      { numRuns: 200 },
    );
    // Otherwise the property above says nothing.
    expect(hintsOwed).toBeGreaterThan(5);
    expect(alive).toBeGreaterThan(20);
  });
});

/** A client that now reads and acknowledges everything, and a worker that answers. */
function heal(shell: Shell): void {
  for (let round = 0; round < 50; round++) {
    shell.take({ type: 'drained' });
    shell.take({ type: 'ack', received: shell.sent, positions: [] });
    if (shell.hinting) shell.take({ type: 'hinted' });
    shell.nowMs += 1_000;
    shell.take({ type: 'tick' });
  }
  if (shell.hinting) shell.take({ type: 'hinted' });
}
