import { expect, test } from 'vitest';
import { Silence } from './silence.ts';

test('a server that answers is not silent, however slow some answers are', () => {
  const silence = new Silence(1_000);
  silence.sent(0);
  for (let nowMs = 500; nowMs < 5_000; nowMs += 500) {
    silence.sent(nowMs);
    silence.answered(nowMs + 10);
    expect(silence.isAt(nowMs + 499)).toBe(false);
  }
});

test('it is when nothing has come back for long, until something does', () => {
  const silence = new Silence(1_000);
  silence.sent(0);
  expect([999, 1_000, 9_000].map((nowMs) => silence.isAt(nowMs))).toEqual([false, true, true]);
  silence.sent(9_000);
  silence.answered(9_400);
  expect([9_401, 10_399, 10_400].map((nowMs) => silence.isAt(nowMs))).toEqual([false, false, true]);
});

test('what was given up still counts as not answered', () => {
  const silence = new Silence(1_000);
  silence.sent(0);
  silence.givenUp();
  expect(silence.isAt(5_000)).toBe(true);
});

test('a server that nobody asks is not silent', () => {
  const silence = new Silence(1_000);
  silence.sent(0);
  silence.answered(10);
  expect(silence.isAt(60_000)).toBe(false);
});
