import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, isValid, ratioOf } from './figure.ts';

/** The table for people. */
export function printFigures(figures: readonly Figure[]): void {
  console.table(
    figures.map((figure) => ({
      workload: `${figure.workload}: ${figure.what}`,
      measured: `${short(figure.value)} ${figure.unit}`,
      limit: figure.limit === undefined ? '' : `${short(figure.limit.value)} (${figure.limit.what})`,
      ratio: percent(ratioOf(figure)),
      target: figure.target === undefined ? '' : `${figure.target.text}${figure.target.isMet ? '' : ' MISSED'}`,
      'CPU server': percent(figure.serverCpu),
      'others there': percent(figure.othersCpu),
      'CPU load': percent(figure.generatorCpu),
      'CPU load at the limit': percent(figure.limit?.generatorCpu),
      valid: isValid(figure) ? 'yes' : 'NO: load generator at its limit',
    })),
  );
}

/** The same with every run, for machines. Answers where. */
export function writeFigures(folder: string, conditions: Record<string, unknown>, figures: readonly Figure[]): string {
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = join(folder, `bench-${at.replaceAll(':', '-')}.json`);
  const lines = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), isValid: isValid(figure) }));
  writeFileSync(file, `${JSON.stringify({ at, ...conditions, figures: lines }, null, 2)}\n`);
  return file;
}

function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
