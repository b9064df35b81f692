import type { SimulationResult } from './simulation.ts';
import type { FaultTable } from './world/fault-table.ts';

const tailLinesMax = 120;
const lineLengthMax = 240;
const violationsMax = 20;

/** Everything needed to look at a failure again. */
export function describeFailure({ seed, violations, tail }: SimulationResult): string {
  return [
    `seed ${seed} violates ${[...new Set(violations.map(({ invariant }) => invariant))].join(', ')}`,
    ...violations.slice(0, violationsMax).map(({ invariant, details }) => `  ${invariant}: ${details}`),
    ...(violations.length > violationsMax ? [`  and ${violations.length - violationsMax} more`] : []),
    '  the end of its trace (virtual ms):',
    ...tail.slice(-tailLinesMax).map((line) => `    ${shortened(line)}`),
    `  again: npm run simulate -- --seed ${seed}`,
  ].join('\n');
}

/** Fault paths and how often each was taken. */
export function describeFaults(table: FaultTable): string {
  const entries = table.entries();
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, count]) => `  ${name.padEnd(width)} ${count === 0 ? 'NEVER' : count}`).join('\n');
}

function shortened(line: string): string {
  return line.length <= lineLengthMax ? line : `${line.slice(0, lineLengthMax)}...`;
}
