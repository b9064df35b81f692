import { expect, test } from 'vitest';
import { Silence } from './silence.ts';

const silentAfterMs = 1_000;

test('a server that answers is asked, however slow some answers are', () => {
  const silence = new Silence(silentAfterMs);
  silence.sent(0);
  for (let nowMs = 500; nowMs < 5_000; nowMs += 500) {
    expect(silence.admits(nowMs)).toBe(true);
    silence.sent(nowMs);
    silence.answered(nowMs + 10);
  }
});

test('when nothing has come back for long only probes go out, until one is answered', () => {
  const silence = new Silence(silentAfterMs);
  silence.sent(0);
  expect(silence.admits(999)).toBe(true);
  const admitted = [1_000, 1_001, 1_249, 1_250, 1_300].map((nowMs) => silence.admits(nowMs));
  expect(admitted).toEqual([true, false, false, true, false]);
  silence.sent(1_250);
  silence.answered(1_400);
  expect(silence.admits(1_401)).toBe(true);
});

test('what was given up still counts as not answered', () => {
  const silence = new Silence(silentAfterMs);
  silence.sent(0);
  silence.givenUp();
  expect(silence.admits(5_000)).toBe(true);
  expect(silence.admits(5_001)).toBe(false);
});

test('a server that nobody asks is not silent', () => {
  const silence = new Silence(silentAfterMs);
  silence.sent(0);
  silence.answered(10);
  expect(silence.admits(60_000)).toBe(true);
});
