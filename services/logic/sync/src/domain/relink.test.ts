import { describe, expect, it } from 'vitest';
import { relink } from './relink.ts';

describe('relink', () => {
  it('skips what is hidden between two entries', () => {
    const page = [
      { messageId: '90', previousMessageId: '80' },
      { messageId: '50', previousMessageId: '40' },
    ];
    expect(relink(page, '20')).toEqual([
      { messageId: '90', previousMessageId: '50' },
      { messageId: '50', previousMessageId: '20' },
    ]);
  });

  it('leaves an unbroken chain as it is', () => {
    const page = [
      { messageId: '3', previousMessageId: '2' },
      { messageId: '2', previousMessageId: '1' },
    ];
    expect(relink(page, undefined)).toEqual(page);
  });

  it('starts the chain where the user starts to see', () => {
    expect(relink([{ messageId: '3', previousMessageId: '2' }], '0')[0]?.previousMessageId).toBe('0');
  });
});
