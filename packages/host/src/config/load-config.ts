import { type Config, ConfigError } from './config.ts';
import { credentialProblems } from './engine-credentials.ts';
import { engineProblems } from './engine-combination.ts';
import { flagOf } from './flags.ts';
import { rpcProblems } from './rpc-problems.ts';
import { readVariableFile, variableFileName } from './variable-file.ts';
import { type Variable, variables } from './variables.ts';

/** As process.env, and as `parseArgs` returns them. */
export type Texts = Readonly<Record<string, string | undefined>>;

/**
 * Configuration from the environment and flags; flags win. An empty value counts as not set, as compose files and
 * shells leave it.
 * @throws ConfigError naming every invalid variable. Values of secrets are not repeated.
 */
export function loadConfig(environment: Texts, flags: Texts = {}): Config {
  const problems: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries<Variable<unknown>>(variables)) {
    const given = givenText(variable, environment, flags);
    if (given !== undefined && 'problem' in given) {
      problems.push(given.problem);
      continue;
    }
    const text = given?.text ?? variable.defaultText;
    if (text === undefined) {
      config[key] = undefined;
      continue;
    }
    const parsed = variable.schema.safeParse(text);
    if (parsed.success) {
      config[key] = parsed.data;
      continue;
    }
    const reasons = new Set(parsed.error.issues.map((issue) => issue.message));
    const value = variable.isSecret ? '' : ` (is "${text}")`;
    problems.push(`${given?.source ?? variable.name}: ${[...reasons].join('; ')}${value}`);
  }
  // A value that is wrong is told already; that it is missing would be one complaint too many.
  if (problems.length === 0)
    problems.push(
      ...engineProblems(config as Config),
      ...credentialProblems(config as Config),
      ...rpcProblems(config as Config),
    );
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}

type Given = { readonly text: string; readonly source: string } | { readonly problem: string };

function givenText(variable: Variable<unknown>, environment: Texts, flags: Texts): Given | undefined {
  const flag = flagOf(variable);
  const flagText = flag === undefined ? undefined : flags[flag];
  if (flagText) return { text: flagText, source: `--${flag}` };
  const text = environment[variable.name];
  const fileVariable = variableFileName(variable);
  const path = fileVariable === undefined ? undefined : environment[fileVariable];
  if (!fileVariable || !path) return text ? { text, source: variable.name } : undefined;
  if (text) return { problem: `${fileVariable}: set beside ${variable.name}; only one of them can hold` };
  const content = readVariableFile(path);
  return 'problem' in content
    ? { problem: `${fileVariable}: ${content.problem} (is "${path}")` }
    : { text: content.text, source: fileVariable };
}
