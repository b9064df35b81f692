/** An unsigned 64-bit number in two halves of 32 bits. */
export interface Halves {
  low: number;
  high: number;
}

const billion = 1_000_000_000;
const two16 = 65_536;
const two32 = 4_294_967_296;

/**
 * Splits the decimal text of an unsigned 64-bit number, into `halves`: no object and no bigint is made.
 * @throws TypeError not the digits of such a number
 */
export function splitDecimal(text: string, halves: Halves): void {
  const { length } = text;
  const last = digits(text, Math.max(0, length - 9), length);
  // Up to eleven digits: below 2^37.
  const first = length > 9 ? digits(text, 0, length - 9) : 0;
  if (length === 0 || length > 20) throw notDecimal(text);
  // first * 10^9 + last by halves of 16 bits, so that every intermediate number is exact.
  const upper = Math.floor(first / two16) * billion;
  const lower = (first % two16) * billion + last;
  const low = (upper % two16) * two16 + lower;
  const high = Math.floor(upper / two16) + Math.floor(low / two32);
  if (high >= two32) throw notDecimal(text);
  halves.low = low % two32;
  halves.high = high;
}

/**
 * The halves of a number as callers give them: decimal text, a number, a bigint, or an object with both halves.
 * @throws TypeError not an unsigned 64-bit number
 */
export function splitNumber(value: unknown, halves: Halves): void {
  if (typeof value === 'string') return splitDecimal(value, halves);
  if (typeof value === 'number' || typeof value === 'bigint') return splitDecimal(String(value), halves);
  const { low, high } = value as Halves;
  halves.low = low >>> 0;
  halves.high = high >>> 0;
}

/** The decimal text of an unsigned 64-bit number; both halves unsigned. */
export function joinDecimal(low: number, high: number): string {
  // Below 2^53 a double is exact.
  if (high < 2_097_152) return String(high * two32 + low);
  // Division by 10^9, 16 bits at a time.
  let rest = high % billion;
  let quotient = Math.floor(high / billion);
  rest = rest * two16 + Math.floor(low / two16);
  quotient = quotient * two16 + Math.floor(rest / billion);
  rest = (rest % billion) * two16 + (low % two16);
  quotient = quotient * two16 + Math.floor(rest / billion);
  return `${quotient}${String(rest % billion).padStart(9, '0')}`;
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) throw notDecimal(text);
    value = value * 10 + digit;
  }
  return value;
}

function notDecimal(text: string): TypeError {
  return new TypeError(`not an unsigned 64-bit number in decimal: "${text.slice(0, 30)}"`);
}
