import { type Variable, variables } from './variables.ts';

/** Name of a variable's flag without the dashes; undefined for secrets and internal variables. */
export function flagOf(variable: Variable<unknown>): string | undefined {
  if (variable.isSecret || variable.isInternal) return undefined;
  return variable.name
    .replace(/^MICROCHAT_/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}

/** All flags, for `parseArgs` of node:util. */
export function flagOptions(): Record<string, { type: 'string' }> {
  const flags = Object.values<Variable<unknown>>(variables).map(flagOf);
  return Object.fromEntries(flags.filter((flag) => flag !== undefined).map((flag) => [flag, { type: 'string' }]));
}
