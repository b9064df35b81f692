import { describe, expect, it } from 'vitest';
import { passSequence } from './sequence-gate.ts';

describe('passSequence', () => {
  it.each([
    ['after a start the log is trusted', undefined, 7, 9, { kind: 'apply', from: 7 }],
    ['the next one', 6, 7, 9, { kind: 'apply', from: 7 }],
    ['a replay', 9, 7, 9, { kind: 'drop' }],
    ['a replay that goes on with news', 7, 6, 9, { kind: 'apply', from: 8 }],
    ['a hole', 4, 7, 9, { kind: 'gap', after: 4, before: 7 }],
  ])('%s', (_name, applied, first, last, gate) => expect(passSequence(applied, first, last)).toEqual(gate));
});
