import type { Problem, ProblemKind } from '@microchat/verifier/problem';

export interface DelayReport {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Counts since the start; times in milliseconds. */
export interface VerifyReport extends Readonly<Record<ProblemKind, number>> {
  readonly seconds: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** In the log; more than acknowledged while answers are on their way. */
  readonly stored: number;
  /** Messages times devices. */
  readonly delivered: number;
  /** Not sent, because too many were under way. */
  readonly skipped: number;
  readonly refused: number;
  /** Conversations whose history could not be read at the last look. */
  readonly unread: number;
  /** From sending, outages included. */
  readonly ackMs: DelayReport;
  readonly deliveryMs: DelayReport;
  /** Times in which one device or more had no connection. */
  readonly outages: number;
  readonly outageMs: number;
  readonly longestOutageMs: number;
  /** Devices without a connection now. */
  readonly offline: number;
}

/** Nothing is wrong, and that is known. */
export function isGood(report: VerifyReport): boolean {
  const { lost, doubled, reordered, late, refused, unread } = report;
  return lost + doubled + reordered + late + refused + unread === 0;
}

/** Where lines go. */
export type Say = (line: string) => void;

/** Problems that are told one by one between two reports; the counts have all of them. */
const problemsPerReportMax = 100;

/** Tells people, or machines: then every line is a JSON object with a `type`. */
export class VerifyReporter {
  readonly #say: Say;
  readonly #isJson: boolean;
  #problems = 0;

  constructor(say: Say, isJson: boolean) {
    this.#say = say;
    this.#isJson = isJson;
  }

  problem({ kind, what }: Problem): void {
    this.#problems += 1;
    if (this.#problems > problemsPerReportMax) return;
    if (this.#isJson) this.#json('problem', { kind, what });
    else this.#say(`${kind.toUpperCase()} ${what}`);
  }

  trouble(what: string): void {
    if (this.#isJson) this.#json('trouble', { what });
    else this.#say(`* ${what}`);
  }

  progress(report: VerifyReport): void {
    this.#problems = 0;
    if (this.#isJson) this.#json('progress', { ...report });
    else this.#say(reportLine(report));
  }

  summary(report: VerifyReport): void {
    if (this.#isJson) this.#json('summary', { ...report, ok: isGood(report) });
    else this.#say(`${isGood(report) ? 'OK' : 'NOT OK'} ${reportLine(report)}`);
  }

  #json(type: string, fields: Record<string, unknown>): void {
    this.#say(JSON.stringify({ type, at: new Date().toISOString(), ...fields }));
  }
}

function reportLine(report: VerifyReport): string {
  const { seconds, sent, acknowledged, stored, delivered, skipped, refused, unread, offline } = report;
  const { lost, doubled, reordered, late, outages, outageMs, longestOutageMs } = report;
  const parts = [
    `${seconds} s: sent ${sent}, acked ${acknowledged}, stored ${stored}, delivered ${delivered}`,
    `ack ${delayText(report.ackMs)}, delivery ${delayText(report.deliveryMs)}`,
    `lost ${lost}, doubled ${doubled}, reordered ${reordered}, late ${late}`,
    outages === 0 ? 'no outage' : `outages ${outages}, ${outageMs} ms in all, longest ${longestOutageMs} ms`,
    ...[`skipped ${skipped}`, `refused ${refused}`, `unread ${unread}`, `offline ${offline}`].filter(
      (text) => !text.endsWith(' 0'),
    ),
  ];
  return parts.join(' | ');
}

function delayText({ p50, p99, max }: DelayReport): string {
  return `p50 ${p50} p99 ${p99} max ${max} ms`;
}
