import { describe, expect, test } from 'vitest';

import { isGood, type VerifyReport, VerifyReporter } from './verify-report.ts';

const report: VerifyReport = {
  seconds: 60,
  sent: 100,
  acknowledged: 99,
  stored: 100,
  delivered: 400,
  skipped: 0,
  refused: 0,
  unread: 0,
  lost: 0,
  doubled: 0,
  reordered: 0,
  late: 0,
  ackMs: { p50: 3, p99: 20, max: 31 },
  deliveryMs: { p50: 5, p99: 40, max: 62 },
  outages: 0,
  outageMs: 0,
  longestOutageMs: 0,
  offline: 0,
};

function reporting(isJson: boolean) {
  const lines: string[] = [];
  return { lines, reporter: new VerifyReporter((line) => void lines.push(line), isJson) };
}

describe('the report of verify', () => {
  test.each(['lost', 'doubled', 'reordered', 'late', 'refused', 'unread'] as const)(
    'is bad with anything %s',
    (kind) => {
      expect(isGood(report)).toBe(true);
      expect(isGood({ ...report, [kind]: 1 })).toBe(false);
    },
  );

  test('is good with outages and with what was not sent meanwhile', () => {
    expect(isGood({ ...report, outages: 1, outageMs: 5_000, longestOutageMs: 5_000, skipped: 7 })).toBe(true);
  });

  test('is lines for people', () => {
    const { lines, reporter } = reporting(false);
    reporter.problem({ kind: 'lost', what: 's~a~b: gone' });
    reporter.progress({ ...report, outages: 2, outageMs: 900, longestOutageMs: 800, refused: 1, offline: 3 });
    reporter.summary(report);
    expect(lines).toEqual([
      'LOST s~a~b: gone',
      '60 s: sent 100, acked 99, stored 100, delivered 400 | ack p50 3 p99 20 max 31 ms, delivery p50 5 p99 40 max 62 ms | ' +
        'lost 0, doubled 0, reordered 0, late 0 | outages 2, 900 ms in all, longest 800 ms | refused 1 | offline 3',
      'OK 60 s: sent 100, acked 99, stored 100, delivered 400 | ack p50 3 p99 20 max 31 ms, delivery p50 5 p99 40 max 62 ms | ' +
        'lost 0, doubled 0, reordered 0, late 0 | no outage',
    ]);
  });

  test('is JSON for machines', () => {
    const { lines, reporter } = reporting(true);
    reporter.trouble('away');
    reporter.summary({ ...report, late: 1 });
    const [trouble, summary] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(trouble).toMatchObject({ type: 'trouble', what: 'away' });
    expect(summary).toMatchObject({ type: 'summary', ok: false, late: 1, ackMs: { p99: 20 } });
  });

  test('tells a bounded number of problems between two reports', () => {
    const { lines, reporter } = reporting(false);
    for (let at = 0; at < 1_000; at += 1) reporter.problem({ kind: 'late', what: `m-${at}` });
    expect(lines).toHaveLength(100);
    reporter.progress(report);
    reporter.problem({ kind: 'late', what: 'next' });
    expect(lines.at(-1)).toBe('LATE next');
  });
});
