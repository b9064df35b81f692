import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 starts a timer after every request, for the time until its throttling ends. Without throttling that time
 * is negative: Node makes it 1 ms and, from version 24 on, warns. The timer is needed only while something waits to be
 * sent, and only then the original computes a sensible delay.
 */
export function avoidNegativeTimers(): void {
  const load = createRequire(import.meta.url);
  const { prototype } = load('kafkajs/src/network/requestQueue/index.js') as { prototype: RequestQueue };
  const original = prototype.scheduleCheckPendingRequests;
  if (patched.has(original)) return;
  const schedule = function (this: RequestQueue): void {
    if (this.pending.length > 0) original.call(this);
  };
  patched.add(schedule);
  prototype.scheduleCheckPendingRequests = schedule;
}

const patched = new WeakSet<() => void>();
