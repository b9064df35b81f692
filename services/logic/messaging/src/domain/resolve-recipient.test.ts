import { describe, expect, it } from 'vitest';
import { resolveRecipient } from './resolve-recipient.ts';

describe('resolveRecipient', () => {
  it.each([
    [{ userId: 'bob' }, 's~alice~bob'],
    [{ userId: 'aaron' }, 's~aaron~alice'],
    [{ userId: 'alice' }, 's~alice~alice'],
    [{ groupId: 'team' }, 'g~team'],
    [{ conversationId: 's~alice~bob' }, 's~alice~bob'],
    [{ conversationId: 'g~team' }, 'g~team'],
  ])('%j is %s', (to, conversationId) => {
    expect(resolveRecipient('alice', to).conversationId).toBe(conversationId);
  });

  it.each([
    [null, 'INVALID_ARGUMENT', 'send.to'],
    [{}, 'INVALID_ARGUMENT', 'send.to'],
    [{ userId: '' }, 'INVALID_ARGUMENT', 'send.to.userId'],
    [{ userId: 'a~b' }, 'INVALID_ARGUMENT', 'send.to.userId'],
    [{ groupId: 'x'.repeat(65) }, 'INVALID_ARGUMENT', 'send.to.groupId'],
    [{ conversationId: 's~bob~carol' }, 'NOT_FOUND', 'send.to.conversationId'],
    [{ conversationId: 's~bob~alice' }, 'NOT_FOUND', 'send.to.conversationId'],
    [{ conversationId: 'nonsense' }, 'NOT_FOUND', 'send.to.conversationId'],
  ])('%j fails with %s at %s', (to, code, field) => {
    expect(() => resolveRecipient('alice', to)).toThrow(expect.objectContaining({ code, field }));
  });
});
