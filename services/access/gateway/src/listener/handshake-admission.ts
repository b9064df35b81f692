import type { Timers } from '@microchat/ports/time';
import { ConnectRate } from './connect-rate.ts';

export interface AdmissionLimits {
  readonly connectionsMax: number;
  readonly handshakesMax: number;
  readonly handshakesPerAddressMax: number;
  readonly connectsPerSecondMax: number;
}

/** One admitted connection. */
export interface Admission {
  /** It has been welcomed: it no longer counts as a handshake. Idempotent. */
  welcomed(): void;
  /** It has ended. Idempotent. */
  ended(): void;
}

/**
 * Bounds what the unauthenticated may take: connections that are not welcomed yet, in all and from one address, besides
 * the number of connections as such and how many come in a second.
 */
export class HandshakeAdmission {
  readonly #limits: AdmissionLimits;
  readonly #rate: ConnectRate;
  readonly #byAddress = new Map<string, number>();
  #connections = 0;
  #handshakes = 0;

  constructor(limits: AdmissionLimits, timers: Timers) {
    this.#limits = limits;
    this.#rate = new ConnectRate(timers, limits.connectsPerSecondMax);
  }

  /** Undefined when there is no room. */
  admit(address: string): Admission | undefined {
    const { connectionsMax, handshakesMax, handshakesPerAddressMax } = this.#limits;
    const ofAddress = this.#byAddress.get(address) ?? 0;
    if (this.#connections >= connectionsMax || this.#handshakes >= handshakesMax) return undefined;
    if (ofAddress >= handshakesPerAddressMax || !this.#rate.take()) return undefined;
    this.#connections += 1;
    this.#handshakes += 1;
    this.#byAddress.set(address, ofAddress + 1);
    const welcomed = once(() => this.#endHandshake(address));
    const ended = once(() => {
      this.#connections -= 1;
    });
    return {
      welcomed,
      ended: () => {
        welcomed();
        ended();
      },
    };
  }

  #endHandshake(address: string): void {
    this.#handshakes -= 1;
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    if (left === 0) this.#byAddress.delete(address);
    else this.#byAddress.set(address, left);
  }
}

function once(callback: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    callback();
  };
}
