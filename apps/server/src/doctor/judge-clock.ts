import type { Finding } from './finding.ts';
import { findingsAbout } from './finding.ts';

/** Past it people see messages with times that make no sense; ids and order come from the stores and stay right. */
const aheadMsMax = 2_000;

export interface ClockReading {
  /** How far the other clock is ahead of ours. */
  readonly clockAheadMs: number;
  readonly clockErrorMs: number;
}

export function judgeClock(subject: string, { clockAheadMs, clockErrorMs }: ClockReading): Finding {
  const about = findingsAbout(subject);
  const certainMs = Math.max(0, Math.abs(clockAheadMs) - clockErrorMs);
  if (certainMs <= aheadMsMax) return about.ok(`clocks differ by less than ${(aheadMsMax / 1_000).toFixed(0)} s`);
  const direction = clockAheadMs > 0 ? 'ahead of' : 'behind';
  return about.warning(
    `its clock is ${(certainMs / 1_000).toFixed(1)} s ${direction} that of this machine`,
    'run NTP (chrony, systemd-timesyncd) on all machines',
  );
}
