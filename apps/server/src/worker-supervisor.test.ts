import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { beforeEach, describe, expect, test } from 'vitest';

import { FakeWorker } from './testing/fake-worker.ts';
import { WorkerSupervisor } from './worker-supervisor.ts';

let time: ManualTime;
let forked: FakeWorker[];
let crashes: number;
let supervisor: WorkerSupervisor;

beforeEach(() => {
  time = new ManualTime();
  forked = [];
  crashes = 0;
  supervisor = new WorkerSupervisor({
    workerId: 1,
    stopTimeoutMs: 8_000,
    timers: time,
    logger: silentLogger(),
    onCrash: () => {
      crashes += 1;
    },
    fork: () => {
      const worker = new FakeWorker();
      forked.push(worker);
      return worker;
    },
  });
});

function newest(): FakeWorker {
  const worker = forked.at(-1);
  if (worker === undefined) throw new Error('no worker was forked');
  return worker;
}

async function startListening(): Promise<void> {
  const started = supervisor.start();
  newest().listen();
  await started;
}

describe('worker supervisor', () => {
  test('has started when the worker listens', async () => {
    const started = supervisor.start();
    expect(supervisor.isListening).toBe(false);
    newest().listen();
    await started;
    expect(supervisor.isListening).toBe(true);
  });

  test('restarts a crashed worker, each time later', async () => {
    await startListening();
    newest().exit('SIGKILL');
    expect([supervisor.isListening, crashes, forked.length]).toEqual([false, 1, 1]);
    time.advance(99);
    expect(forked).toHaveLength(1);
    time.advance(1);
    expect(forked).toHaveLength(2);
    newest().listen();
    expect(supervisor.isListening).toBe(true);
    newest().exit('exit code 1');
    time.advance(199);
    expect(forked).toHaveLength(2);
    time.advance(1);
    expect(forked).toHaveLength(3);
  });

  test('a first start that fails is an error with the worker’s own words, not a loop', async () => {
    const started = supervisor.start();
    newest().receive({ kind: 'failed', message: 'port 8081 is taken' });
    newest().exit('exit code 1');
    await expect(started).rejects.toThrow('gateway worker 1: port 8081 is taken');
    time.advance(60_000);
    expect(forked).toHaveLength(1);
    await supervisor.stop();
  });

  test('a worker that does not listen in time is killed', async () => {
    const started = supervisor.start();
    time.advance(20_000);
    expect(newest().signals).toEqual(['SIGKILL']);
    newest().exit('SIGKILL');
    await expect(started).rejects.toThrow('it did not listen in time');
  });

  test('stops gently, then not', async () => {
    await startListening();
    const stopped = supervisor.stop();
    expect(newest().signals).toEqual(['SIGTERM']);
    time.advance(8_000);
    expect(newest().signals).toEqual(['SIGTERM', 'SIGKILL']);
    newest().exit('SIGKILL');
    await stopped;
    time.advance(60_000);
    expect([forked.length, crashes]).toEqual([1, 0]);
  });

  test('a worker that is waiting for its restart is not started any more after stop', async () => {
    await startListening();
    newest().exit('SIGKILL');
    await supervisor.stop();
    time.advance(60_000);
    await settle();
    expect(forked).toHaveLength(1);
  });
});
