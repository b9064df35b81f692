import { describe } from 'vitest';
import type { OpenEngine } from './engine-under-test.ts';
import { kvCommitContract } from './kv-commit-contract.ts';
import { kvMergeContract } from './kv-merge-contract.ts';
import { kvReadContract } from './kv-read-contract.ts';

/** Everything that the docstrings of the KvStore port promise. */
export function kvStoreContract(open: OpenEngine): void {
  describe('KvStore contract', () => {
    kvCommitContract(open);
    kvReadContract(open);
    kvMergeContract(open);
  });
}
