import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { publisherCounters, publisherGauges } from './publisher-counters.ts';
import { commitOf, PlainProcess } from './testing/plain-process.ts';
import { until, untilSettled } from './testing/run-until.ts';

test('an outage can be seen in the metrics', async () => {
  const registry = new Registry();
  const { kv, log, time, process } = new PlainProcess({}, publisherCounters(registry));
  publisherGauges(registry, process.publisher);
  const value = async (name: string) => {
    const metric = await registry.getSingleMetric(`microchat_event_publisher_${name}`)?.get();
    return metric?.values.map(({ labels, value }) => [...Object.values(labels), value]);
  };
  log.set('refusing');
  await untilSettled(time, kv.commit(commitOf('a', 0)));
  expect([await value('log_away'), await value('backlog_bytes'), await value('late_commits_total')]).toEqual([
    [[1]],
    [[10]],
    [[1]],
  ]);
  log.set('present');
  await until(time, 10, () => process.publisher.backlogBytes === 0);
  await untilSettled(time, kv.commit(commitOf('a', 1)));
  expect(await value('log_away')).toEqual([[0]]);
  expect(await value('events_total')).toEqual([
    ['outbox', 1],
    ['memory', 1],
  ]);
});
