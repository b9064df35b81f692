import { describe } from 'vitest';
import type { OpenEngine } from './engine-under-test.ts';
import { logDeliveryContract } from './log-delivery-contract.ts';
import { logFailureContract } from './log-failure-contract.ts';
import { logRecordsContract } from './log-records-contract.ts';

/** Everything that the docstrings of the EventLog port promise. */
export function eventLogContract(open: OpenEngine): void {
  describe('EventLog contract', () => {
    logRecordsContract(open);
    logDeliveryContract(open);
    logFailureContract(open);
  });
}
