import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { beforeEach, expect, test } from 'vitest';

import { GatewayFleet } from './gateway-fleet.ts';
import { FakeWorker } from './testing/fake-worker.ts';
import { WorkerSupervisor } from './worker-supervisor.ts';

let time: ManualTime;
let forked: FakeWorker[];
let outcomes: string[];
let fleet: GatewayFleet;

beforeEach(async () => {
  time = new ManualTime();
  forked = [];
  outcomes = [];
  fleet = new GatewayFleet({
    count: 2,
    logger: silentLogger(),
    restarted: (outcome) => void outcomes.push(outcome),
    supervise: (workerId) =>
      new WorkerSupervisor({
        workerId,
        timers: time,
        logger: silentLogger(),
        stopTimeoutMs: 8_000,
        onCrash: () => {},
        fork() {
          const worker = new FakeWorker(workerId);
          forked.push(worker);
          return worker;
        },
      }),
  });
  const started = fleet.start();
  for (const worker of forked) worker.listen();
  await started;
});

const numbers = () => forked.map(({ pid }) => pid);
const signals = () => forked.map((worker) => worker.signals);

test('the old workers stay until all new ones listen, and then go together', async () => {
  const restarted = fleet.restart();
  expect(numbers()).toEqual([1, 2, 3, 4]);
  forked[2]?.listen();
  await settle();
  expect(signals()).toEqual([[], [], [], []]);
  expect(fleet.listening).toBe(2);
  forked[3]?.listen();
  await settle();
  expect(signals()).toEqual([['SIGTERM'], ['SIGTERM'], [], []]);
  forked[0]?.exit('exit code 0');
  forked[1]?.exit('exit code 0');
  await restarted;
  expect([fleet.listening, outcomes]).toEqual([2, ['done']]);
});

test('the numbers of the first workers are free again for the next restart', async () => {
  for (const firstNew of [2, 4]) {
    const restarted = fleet.restart();
    for (const worker of forked.slice(firstNew)) worker.listen();
    await settle();
    for (const worker of forked.slice(firstNew - 2, firstNew)) worker.exit('exit code 0');
    await restarted;
  }
  expect(numbers()).toEqual([1, 2, 3, 4, 1, 2]);
});

test('a new worker that does not come up ends the restart, and the old ones go on', async () => {
  const restarted = fleet.restart();
  forked[2]?.listen();
  forked[3]?.receive({ kind: 'failed', message: 'no memory' });
  forked[3]?.exit('exit code 1');
  await settle();
  expect(signals()).toEqual([[], [], ['SIGTERM'], []]);
  forked[2]?.exit('exit code 0');
  await restarted;
  expect([fleet.listening, outcomes]).toEqual([2, ['failed']]);
});

test('asked again while it runs, it is the same restart', async () => {
  expect(fleet.restart()).toBe(fleet.restart());
  expect(numbers()).toEqual([1, 2, 3, 4]);
});

test('stopped in the middle, old and new workers are told to go', async () => {
  const restarted = fleet.restart();
  forked[2]?.listen();
  await settle();
  const stopped = fleet.stop();
  await settle();
  expect(signals()).toEqual([['SIGTERM'], ['SIGTERM'], ['SIGTERM'], ['SIGTERM']]);
  for (const worker of forked) worker.exit('exit code 0');
  await Promise.all([restarted, stopped]);
  expect(outcomes).toEqual([]);
});
