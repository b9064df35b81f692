import { randomBytes } from 'node:crypto';
import type { Clock, Random, Timer, Timers } from '@microchat/ports/time';

export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }
}

/** Timers that do not keep the process alive. */
export class SystemTimers implements Timers {
  after(delayMs: number, callback: () => void): Timer {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  }

  monotonicMs(): number {
    return performance.now();
  }
}

/** Randomness of the operating system. */
export class CryptoRandom implements Random {
  next(): number {
    // 48 bits: exact in a double, and more than anything here draws from.
    return randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
  }

  bytes(byteCount: number): Uint8Array {
    return randomBytes(byteCount);
  }
}
