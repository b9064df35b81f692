import { writeFileSync } from 'node:fs';

/** Writes variables as a shell reads them (`. FILE`); for its owner only, because keys are among them. */
export function writeEnvironmentFile(path: string, variables: Readonly<Record<string, string>>): void {
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`,
  );
  writeFileSync(path, lines.join(''), { mode: 0o600 });
}
