import { expect, test } from 'vitest';
import { canUseNamespaces, runInNamespace } from './run-in-namespace.ts';

test.skipIf(!canUseNamespaces())(
  'packets dropped without a reset: the connection is closed in two heartbeats, and nothing counts as delivered',
  async () => {
    const report = (await runInNamespace('./dropped-packets.ts', { network: true })) as {
      readonly heartbeatMs: number;
      readonly closedAfterMs: number;
    };
    expect(report).toMatchObject({
      receivedMeanwhile: 0,
      headAfter: 20,
      unreadAfter: 20,
      pulled: Array.from({ length: 18 }, (_, at) => `m-${at + 2}`),
    });
    // Then the client has 2 s to answer the close, and silence is looked for four times in a heartbeat.
    expect(report.closedAfterMs).toBeLessThan(2.5 * report.heartbeatMs + 2_000 + 500);
  },
  60_000,
);
