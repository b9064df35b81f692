import { ManualTime } from '@microchat/testkit/manual-time';
import { beforeEach, describe, expect, test } from 'vitest';

import { ServerCall } from './server-call.ts';

let time: ManualTime;

beforeEach(() => {
  time = new ManualTime();
});

describe('server call', () => {
  test('counts down and never below zero', () => {
    const call = new ServerCall(time, 100, '');
    time.advance(30);
    expect(call.timeLeftMs()).toBe(70);
    time.advance(100);
    expect(call.timeLeftMs()).toBe(0);
  });

  test('a jump of the wall clock changes nothing', () => {
    const call = new ServerCall(time, 100, '');
    time.setNow(time.now() + 300_000);
    expect(call.timeLeftMs()).toBe(100);
  });

  test('the signal aborts at the deadline, whenever it was asked for', () => {
    const call = new ServerCall(time, 100, '');
    time.advance(60);
    const { signal } = call;
    time.advance(39);
    expect(signal.aborted).toBe(false);
    time.advance(1);
    expect(signal.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const late = new ServerCall(time, 10, '');
    time.advance(20);
    expect(late.signal.aborted).toBe(true);
  });

  test('a cancellation before the signal was asked for is not lost', () => {
    const call = new ServerCall(time, 100, '');
    call.cancel();
    expect(call.signal.reason).toMatchObject({ code: 'CANCELLED' });
  });

  test('a finished call leaves no timer and does not abort any more', () => {
    const call = new ServerCall(time, 100, '');
    const { signal } = call;
    call.finish();
    call.cancel();
    time.advance(1_000);
    expect([signal.aborted, time.pending]).toEqual([false, 0]);
  });

  test('who never asks for the signal costs no timer', () => {
    const call = new ServerCall(time, 100, '');
    expect([call.timeLeftMs(), time.pending]).toEqual([100, 0]);
  });
});
