/** Inclusive range of indexes in a conversation. */
export interface IndexRange {
  readonly fromIndex: number;
  readonly toIndex: number;
}
