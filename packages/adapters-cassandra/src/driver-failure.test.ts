import { KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import { errors, types } from 'cassandra-driver';
import { expect, test } from 'vitest';
import { storeFailure } from './driver-failure.ts';

const { responseErrorCodes: codes, consistencies } = types;

function answer(code: number, more: object = {}): Error {
  return Object.assign(new errors.ResponseError(code, 'from the server'), more);
}

function socketError(): Error {
  return Object.assign(new Error('read ECONNRESET'), { isSocketError: true });
}

const unknown = KvUnknownOutcomeError;
const unavailable = KvUnavailableError;

test.each([
  ['no node could be asked', new errors.NoHostAvailableError({}), unavailable, unavailable],
  ['connections are busy', new errors.BusyConnectionError('here', 2_048, 1), unavailable, unavailable],
  ['the connection broke', socketError(), unknown, unknown],
  ['no answer', new errors.OperationTimedOutError('late', 'here'), unknown, unknown],
  ['a write time-out', answer(codes.writeTimeout, { writeType: 'CAS' }), unknown, unknown],
  ['a write time-out while storing', answer(codes.writeTimeout, { writeType: 'SIMPLE' }), unknown, unknown],
  ['a time-out of its reading part', answer(codes.readTimeout), unknown, unknown],
  ['a failure of a replica', answer(codes.writeFailure), unknown, unknown],
  ['an error of the server', answer(codes.serverError), unknown, unknown],
  ['an overloaded node', answer(codes.overloaded), unknown, unknown],
  ['a node that is starting', answer(codes.isBootstrapping), unavailable, unavailable],
  [
    'too few replicas to decide',
    answer(codes.unavailableException, { consistencies: consistencies.localSerial }),
    unavailable,
    unavailable,
  ],
  [
    'too few replicas to store what is decided',
    answer(codes.unavailableException, { consistencies: consistencies.localQuorum }),
    unknown,
    unavailable,
  ],
  ['something else', new Error('never seen'), unknown, unknown],
])('%s', (_case, cause, commit, merge) => {
  expect(storeFailure('commit', cause)).toBeInstanceOf(commit);
  expect(storeFailure('merge', cause)).toBeInstanceOf(merge);
  expect(storeFailure('read', cause)).toBeInstanceOf(unavailable);
  expect(storeFailure('commit', cause).cause).toBe(cause);
});

test.each([
  ['a statement that is wrong', answer(codes.invalid)],
  ['a statement that is not allowed', answer(codes.unauthorized)],
  ['a value that cannot be encoded', new TypeError('not a bigint')],
])('%s is neither unavailable nor unknown: trying again would not help', (_case, cause) => {
  for (const effect of ['read', 'merge', 'commit'] as const) {
    const failure = storeFailure(effect, cause);
    expect(failure).not.toBeInstanceOf(unavailable);
    expect(failure).not.toBeInstanceOf(unknown);
    expect(failure.cause).toBe(cause);
  }
});
