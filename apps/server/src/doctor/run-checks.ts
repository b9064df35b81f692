import type { Timers } from '@microchat/ports/time';

import { failureReason } from '../failure-reason.ts';
import { type Finding, type Findings, findingsAbout } from './finding.ts';

export interface Check {
  readonly subject: string;
  /** Where to look if it does not end in time. */
  readonly variable: string;
  run(): Promise<Findings>;
}

/**
 * Runs them side by side and answers in their order, within `timeoutMs`: one that is not done by then, or fails, is a
 * problem itself.
 */
export async function runChecks(checks: readonly Check[], timeoutMs: number, timers: Timers): Promise<Finding[]> {
  const findings = await Promise.all(checks.map((check) => inTime(check, timeoutMs, timers)));
  return findings.flat();
}

async function inTime(check: Check, timeoutMs: number, timers: Timers): Promise<Findings> {
  const about = findingsAbout(check.subject);
  const late = Promise.withResolvers<Findings>();
  const timer = timers.after(timeoutMs, () =>
    late.resolve([about.problem(`no answer within ${timeoutMs / 1_000} s`, `see ${check.variable}`)]),
  );
  try {
    return await Promise.race([check.run(), late.promise]);
  } catch (error) {
    return [about.problem(failureReason(error), `see ${check.variable}`)];
  } finally {
    timer.cancel();
  }
}
