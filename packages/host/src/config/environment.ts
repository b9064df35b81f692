import type { Config } from './config.ts';
import { loadConfig, type Texts } from './load-config.ts';
import { variableFileName } from './variable-file.ts';
import { type Variable, variables } from './variables.ts';

/** Configuration of this process; the only reader of the environment. @throws ConfigError */
export function loadProcessConfig(flags: Texts): Config {
  return loadConfig(process.env, flags);
}

/** Environment of a child process that shall see this configuration, whichever way it was given to us. */
export function childEnvironment(config: Config): Record<string, string | undefined> {
  // The values are passed on; the files that they came from would be a second source.
  const fileNames = Object.values<Variable<unknown>>(variables).map(variableFileName);
  const noFiles = Object.fromEntries(fileNames.filter((name) => name !== undefined).map((name) => [name, undefined]));
  return { ...process.env, ...noFiles, ...toTexts(config) };
}

/** The configuration as variables; what is not set becomes undefined, so that it is not inherited either. */
export function toTexts(config: Config): Record<string, string | undefined> {
  const values: Readonly<Record<string, Config[keyof Config]>> = config;
  return Object.fromEntries(
    Object.entries<Variable<unknown>>(variables).map(([key, variable]) => [variable.name, toText(values[key])]),
  );
}

/** For logs: all variables that are set, secrets only as being set. */
export function redactedTexts(config: Config): Record<string, string> {
  const texts = toTexts(config);
  const shown: Record<string, string> = {};
  for (const variable of Object.values<Variable<unknown>>(variables)) {
    const text = texts[variable.name];
    if (text !== undefined) shown[variable.name] = variable.isSecret ? '(set)' : text;
  }
  return shown;
}

function toText(value: Config[keyof Config]): string | undefined {
  return value === undefined ? undefined : String(value);
}
