import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root: string = resolve(import.meta.dirname, '../..');

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface Cruise {
  readonly moduleCount: number;
  readonly violations: readonly Violation[];
}

interface CruiseResult {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** Runs dependency-cruiser with the project's rules over `folders` of `baseFolder`. */
export function cruise(baseFolder: string, folders: readonly string[]): Cruise {
  const output = execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      ...folders,
    ],
    { cwd: baseFolder, maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' },
  );
  const { summary } = JSON.parse(output) as CruiseResult;
  return {
    moduleCount: summary.totalCruised,
    violations: summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to })),
  };
}
