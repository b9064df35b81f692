import { EventEmitter } from 'node:events';

import { settle } from '@microchat/testkit/manual-time';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { beforeEach, describe, expect, test } from 'vitest';

import { followProcessLifecycle, type LifecycleOptions } from './process-lifecycle.ts';

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

let target: FakeProcess;
let stops: number;

beforeEach(() => {
  target = new FakeProcess();
  stops = 0;
});

function follow(options: Partial<LifecycleOptions>): void {
  followProcessLifecycle({
    role: 'main',
    logger: silentLogger(),
    process: target,
    ...options,
    stop: () => {
      stops += 1;
      return options.stop?.() ?? Promise.resolve(true);
    },
  });
}

describe('process lifecycle', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('%s stops, then exits with 0', async (signal) => {
    follow({});
    target.emit(signal, signal);
    expect(target.exits).toEqual([]);
    await settle();
    expect([stops, target.exits]).toEqual([1, [0]]);
  });

  test('an unclean or failing stop exits with 1', async () => {
    follow({ stop: async () => false });
    target.emit('SIGTERM', 'SIGTERM');
    await settle();
    expect(target.exits).toEqual([1]);
    target = new FakeProcess();
    follow({ stop: () => Promise.reject(new Error('broken')) });
    target.emit('SIGTERM', 'SIGTERM');
    await settle();
    expect(target.exits).toEqual([1]);
  });

  test('a second signal exits at once and does not stop again', async () => {
    follow({ stop: () => new Promise(() => {}) });
    target.emit('SIGTERM', 'SIGTERM');
    target.emit('SIGINT', 'SIGINT');
    expect([stops, target.exits]).toEqual([1, [1]]);
  });

  test.each(['uncaughtException', 'unhandledRejection'])('%s exits with 1', (event) => {
    follow({});
    target.emit(event, new Error('broken'));
    expect(target.exits).toEqual([1]);
  });

  test('a worker leaves Ctrl-C to its parent and goes when the parent is gone', async () => {
    follow({ role: 'worker' });
    target.emit('SIGINT', 'SIGINT');
    await settle();
    expect([stops, target.exits]).toEqual([0, []]);
    target.emit('disconnect');
    expect(target.exits).toEqual([1]);
  });

  test('a worker drains in peace: a second signal does not cut it short', async () => {
    follow({ role: 'worker' });
    target.emit('SIGTERM', 'SIGTERM');
    target.emit('SIGTERM', 'SIGTERM');
    expect(target.exits).toEqual([]);
    await settle();
    expect([stops, target.exits]).toEqual([1, [0]]);
  });

  test('the main process does not care for a parent', () => {
    follow({});
    target.emit('disconnect');
    expect(target.exits).toEqual([]);
  });
});
