import { flagOf } from './flags.ts';
import { type Variable, variables } from './variables.ts';

/** docs/CONFIGURATION.md, from the variables themselves. */
export function configurationDocument(): string {
  const all = Object.values<Variable<unknown>>(variables);
  return `# Configuration

Everything is set by environment variables or flags of \`microchat serve\`; flags win. An empty value counts as not set.
All problems are reported at once, and the server does not start with any.

Secrets have no flag. Each may also be given as a file, as orchestrators mount them: \`MICROCHAT_TOKEN_SECRET_FILE=/run/secrets/token\`
instead of \`MICROCHAT_TOKEN_SECRET\`, and so on for ${secretNames(all)}.

${table(all.filter((variable) => !variable.isInternal))}

Logs are JSON lines on standard error; what is meant for people (where to click, how to stop) goes to standard output.

## Internal

Set by MicroChat for the processes that it starts itself.

${table(all.filter((variable) => variable.isInternal === true))}

<!-- Written from packages/host/src/config/variables.ts by its test: npx vitest run packages/host -u -->
`;
}

function table(rows: readonly Variable<unknown>[]): string {
  return [
    '| variable | flag | default | meaning |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${[`\`${row.name}\``, flagCell(row), defaultCell(row), row.description].join(' | ')} |`),
  ].join('\n');
}

function secretNames(all: readonly Variable<unknown>[]): string {
  const names = all.filter((variable) => variable.isSecret).map((variable) => `\`${variable.name}\``);
  return names.slice(1).join(', ');
}

function flagCell(variable: Variable<unknown>): string {
  const flag = flagOf(variable);
  return flag === undefined ? '' : `\`--${flag}\``;
}

function defaultCell(variable: Variable<unknown>): string {
  if (variable.defaultNote !== undefined) return variable.defaultNote;
  return variable.defaultText === undefined ? '' : `\`${variable.defaultText}\``;
}
