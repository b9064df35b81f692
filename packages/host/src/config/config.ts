import type { Variable, variables } from './variables.ts';

type Variables = typeof variables;
type ValueOf<V> = V extends Variable<infer Value> ? Value : never;

/** The parsed configuration: read once at the start and passed in from there. */
export type Config = { readonly [Key in keyof Variables]: ValueOf<Variables[Key]> };

/** Everything that is wrong with the configuration, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}
