import { isId, parseConversationId } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import { reasons } from './reasons.ts';
import { fieldPath, invalidArgument } from './violation.ts';

// Every check throws the ServiceError that the client gets. `field` is the path that it is shown under.

/** Characters are Unicode code points. */
export function checkText(value: string, field: string, charsMax: number): void {
  if (hasMoreCharsThan(value, charsMax)) {
    throw invalidArgument(reasons.tooLong, field, `must have at most ${charsMax} characters`);
  }
}

export function checkRequiredText(value: string, field: string, charsMax: number): void {
  if (value === '') throw invalidArgument(reasons.required, field, 'is required');
  checkText(value, field, charsMax);
}

/** A user, device or group id. */
export function checkId(value: string, field: string): void {
  checkRequiredText(value, field, limits.idCharsMax);
  if (!isId(value)) throw invalidArgument(reasons.badFormat, field, 'has other characters than A-Za-z0-9_.:@-');
}

/** `countMin` to `countMax` well-formed ids. */
export function checkIds(values: readonly string[], field: string, countMin: number, countMax: number): void {
  if (values.length < countMin) throw invalidArgument(reasons.required, field, 'is required');
  if (values.length > countMax) throw invalidArgument(reasons.tooMany, field, `must have at most ${countMax} items`);
  for (const [position, value] of values.entries()) checkId(value, `${field}[${position}]`);
}

/** Conversation ids are opaque to clients: one that can't exist is answered like one that doesn't. */
export function checkConversationId(value: string, field: string): void {
  if (value === '') throw invalidArgument(reasons.required, field, 'is required');
  if (parseConversationId(value) === undefined) {
    throw new ServiceError('NOT_FOUND', {
      reason: reasons.conversationNotFound,
      field,
      message: 'no such conversation',
    });
  }
}

/** At most `limits.positionsMax` positions of well-formed conversations. */
export function checkPositions(positions: readonly { readonly conversationId: string }[], field: string): void {
  if (positions.length > limits.positionsMax) {
    throw invalidArgument(reasons.tooMany, field, `must have at most ${limits.positionsMax} items`);
  }
  for (const [index, position] of positions.entries()) {
    checkConversationId(position.conversationId, fieldPath(`${field}[${index}]`, 'conversationId'));
  }
}

/** How many items are wanted; 0 stands for the default. */
export function checkLimit(value: number, field: string, max: number): void {
  if (value > max) throw invalidArgument(reasons.outOfRange, field, `must be at most ${max}`);
}

function hasMoreCharsThan(value: string, charsMax: number): boolean {
  if (value.length <= charsMax) return false;
  // A code point has one or two units, so this bounds what is counted.
  if (value.length > 2 * charsMax) return true;
  return [...value].length > charsMax;
}
