import { generatorCpuMax } from '../load/measure.ts';

/** One measured line of the table of targets. */
export interface Figure {
  /** W1 to W9. */
  readonly workload: string;
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  /** What the machine does without logic and store, measured in the same run. */
  readonly limit?: Limit;
  readonly target?: Target;
  /** Highest share of a core that the load generator used in a run that counts. */
  readonly generatorCpu?: number;
  readonly serverCpu?: number;
  /** Share of the server's core that other processes took. */
  readonly othersCpu?: number;
  /** The runs that `value` is the median of. */
  readonly runs?: readonly number[];
}

export interface Limit {
  readonly what: string;
  readonly value: number;
  readonly generatorCpu?: number;
  readonly runs?: readonly number[];
}

export interface Target {
  readonly text: string;
  readonly isMet: boolean;
}

/** The value as a share of its limit. */
export function ratioOf({ value, limit }: Figure): number | undefined {
  return limit === undefined ? undefined : value / limit.value;
}

/** Whether the server was what was measured. A limit that the generator set would flatter the ratio. */
export function isValid({ generatorCpu = 0, limit }: Figure): boolean {
  return generatorCpu <= generatorCpuMax && (limit?.generatorCpu ?? 0) <= generatorCpuMax;
}

/** A target for the share of the limit. */
export function ratioTarget(value: number, limit: number, atLeast: number): Target {
  return { text: `>= ${Math.round(atLeast * 100)} %`, isMet: value / limit >= atLeast };
}

export function maximumTarget(value: number, unit: string, atMost: number): Target {
  return { text: `<= ${Number(atMost.toPrecision(3))} ${unit}`, isMet: value <= atMost };
}

export function minimumTarget(value: number, unit: string, atLeast: number): Target {
  return { text: `>= ${atLeast} ${unit}`, isMet: value >= atLeast };
}
