import { randomBytes } from 'node:crypto';
import type { Layer } from './topology.ts';

/** Who calls whom: logic calls stores and each other and pushes to gateways, access calls logic, stores and other gateways. */
const scopes: Readonly<Record<Layer, readonly string[]>> = {
  storage: [],
  logic: ['storage', 'logic', 'push'],
  access: ['storage', 'logic', 'push'],
};

const keyBytes = 32;

/** The keys with which the processes of one run of a cluster know each other: one per calling layer. */
export class ClusterKeys {
  readonly #keys = new Map<Layer, string>();

  constructor() {
    for (const layer of ['logic', 'access'] as const) this.#keys.set(layer, randomBytes(keyBytes).toString('hex'));
  }

  /** For MICROCHAT_RPC_KEYS. */
  get accepted(): string {
    return [...this.#keys].map(([layer, key]) => `${layer}:${key}:${scopes[layer].join('+')}`).join(',');
  }

  /** For MICROCHAT_RPC_KEY; undefined where nobody else is called. */
  of(layer: Layer): string | undefined {
    return this.#keys.get(layer);
  }
}
