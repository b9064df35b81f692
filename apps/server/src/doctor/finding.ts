export type FindingLevel = 'ok' | 'warning' | 'problem';

/** One line of the doctor's report. */
export interface Finding {
  readonly level: FindingLevel;
  /** What was looked at: `Cassandra`, `ports`. */
  readonly subject: string;
  /** What is, or what is wrong. */
  readonly message: string;
  /** What to do about it, with the name of the variable that sets it. */
  readonly advice?: string;
}

export type Findings = readonly Finding[];

/** Makes the findings about one subject. */
export function findingsAbout(subject: string): {
  ok(message: string): Finding;
  warning(message: string, advice: string): Finding;
  problem(message: string, advice: string): Finding;
} {
  return {
    ok: (message) => ({ level: 'ok', subject, message }),
    warning: (message, advice) => ({ level: 'warning', subject, message, advice }),
    problem: (message, advice) => ({ level: 'problem', subject, message, advice }),
  };
}
