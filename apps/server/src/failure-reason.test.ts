import { expect, test } from 'vitest';

import { failureReason } from './failure-reason.ts';

test('tells an error and its causes, each once', () => {
  const refused = new Error('connect ECONNREFUSED');
  expect(failureReason(new Error('no answer', { cause: new Error('no answer', { cause: refused }) }))).toBe(
    'no answer: connect ECONNREFUSED',
  );
});

test('tells what the first node of Cassandra said, without its stack', () => {
  const error = new Error(
    'All host(s) tried for query failed. First host tried, 10.0.0.1:9042: Error: wrong password\n  at',
  );
  Object.assign(error, { innerErrors: { '10.0.0.1:9042': new Error('wrong password') } });
  expect(failureReason(new Error('Cassandra cannot be reached', { cause: error }))).toBe(
    'Cassandra cannot be reached: no node can be used: wrong password',
  );
});

test('ends with causes that go in circles', () => {
  const first = new Error('first');
  first.cause = new Error('second', { cause: first });
  expect(failureReason(first)).toBe('first: second');
});

test('what is no error is told as it is', () => {
  expect(failureReason('gone')).toBe('gone');
});
