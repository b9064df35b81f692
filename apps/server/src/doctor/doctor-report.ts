import type { FindingLevel, Findings } from './finding.ts';

const marks: Readonly<Record<FindingLevel, string>> = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' };

/** For people: a line for each finding, what to do below it, a summary. */
export function doctorReport(findings: Findings): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ level, subject, message, advice }) => {
    const line = `${marks[level]}  ${subject.padEnd(width)}  ${message}`;
    return advice === undefined ? [line] : [line, `${' '.repeat(marks.ok.length + 2 + width + 2)}-> ${advice}`];
  });
  return `${lines.join('\n')}\n\n${summary(findings)}\n`;
}

/** For programs. */
export function doctorJson(findings: Findings): string {
  return `${JSON.stringify({ healthy: !hasProblems(findings), findings }, null, 2)}\n`;
}

export function hasProblems(findings: Findings): boolean {
  return findings.some(({ level }) => level === 'problem');
}

function summary(findings: Findings): string {
  const count = (level: FindingLevel) => findings.filter((finding) => finding.level === level).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (problems === 0 && warnings === 0) return 'All is well.';
  return [numbered(problems, 'problem'), numbered(warnings, 'warning')].filter((text) => text !== '').join(', ');
}

function numbered(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}
