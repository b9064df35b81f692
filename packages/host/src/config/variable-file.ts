import { readFileSync } from 'node:fs';

import type { Variable } from './variables.ts';

/**
 * The variable that names a file with the value instead, as orchestrators mount secrets; undefined for variables that
 * are no secrets.
 */
export function variableFileName(variable: Variable<unknown>): string | undefined {
  return variable.isSecret ? `${variable.name}_FILE` : undefined;
}

/** The value in the file, without the end of its last line. An empty file is a problem, not a variable that is not set. */
export function readVariableFile(path: string): { readonly text: string } | { readonly problem: string } {
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? { problem: 'the file is empty' } : { text };
  } catch (error) {
    return { problem: `the file cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}` };
  }
}
