/** A time in which somebody had no connection, in milliseconds of one clock. */
export interface Outage {
  readonly fromMs: number;
  /** Infinity while it lasts. */
  readonly toMs: number;
}

/** Outages of one device are remembered this many back; longer ago nothing is judged any more. */
const outagesMax = 1_000;

/** When each device had no connection. */
export class Outages {
  readonly #byDevice = new Map<string, Outage[]>();

  /** Said again: nothing new. */
  lost(deviceId: string, atMs: number): void {
    const outages = this.of(deviceId);
    if (outages.at(-1)?.toMs === Infinity) return;
    this.#byDevice.set(deviceId, [...outages.slice(1 - outagesMax), { fromMs: atMs, toMs: Infinity }]);
  }

  regained(deviceId: string, atMs: number): void {
    const outages = this.of(deviceId);
    const last = outages.at(-1);
    if (last?.toMs !== Infinity) return;
    this.#byDevice.set(deviceId, [...outages.slice(0, -1), { fromMs: last.fromMs, toMs: atMs }]);
  }

  /** What was before the watching began; what lasts counts from there on. */
  forget(nowMs: number): void {
    for (const [deviceId, outages] of this.#byDevice) {
      const lasting = outages.filter(({ toMs }) => toMs === Infinity);
      this.#byDevice.set(
        deviceId,
        lasting.map(({ toMs }) => ({ fromMs: nowMs, toMs })),
      );
    }
  }

  of(deviceId: string): readonly Outage[] {
    return this.#byDevice.get(deviceId) ?? [];
  }

  /** Devices that have no connection now. */
  get offlineCount(): number {
    return [...this.#byDevice.values()].filter((outages) => outages.at(-1)?.toMs === Infinity).length;
  }

  /** Of all devices; those that overlap are one. */
  all(): Outage[] {
    return merge([...this.#byDevice.values()].flat());
  }
}

/** How long of the time between two moments lies outside of all outages. */
export function connectedMs(fromMs: number, toMs: number, outages: readonly Outage[]): number {
  const overlaps = merge(outages).map((outage) =>
    Math.max(0, Math.min(toMs, outage.toMs) - Math.max(fromMs, outage.fromMs)),
  );
  return toMs - fromMs - overlaps.reduce((sum, overlapMs) => sum + overlapMs, 0);
}

function merge(outages: readonly Outage[]): Outage[] {
  const merged: Outage[] = [];
  for (const outage of outages.toSorted((left, right) => left.fromMs - right.fromMs)) {
    const last = merged.at(-1);
    if (last === undefined || outage.fromMs > last.toMs) merged.push(outage);
    else merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, outage.toMs) };
  }
  return merged;
}
