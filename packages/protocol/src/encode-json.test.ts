import { describe, expect, it } from 'vitest';
import { encodeServerFrame } from './frames.ts';

describe('JSON frames', () => {
  it('print scalars and lists even when they are empty, and no absent messages', () => {
    expect(encodeServerFrame('json', { notify: { conversations: [{ conversationId: 'g~t' }] } })).toBe(
      '{"id":0,"notify":{"messages":[],"receipts":[],"conversations":[{"conversationId":"g~t","type":"UNKNOWN",' +
        '"readIndex":0,"peerReadIndex":0,"unread":0,"muted":false,"pinned":false,"left":false,' +
        '"hidden":false,"hiddenThrough":0,"markedUnread":false,"draft":"","clearedThrough":0,"deleted":[],"attributesVersion":0}],"signals":[]}}',
    );
    expect(encodeServerFrame('json', { id: 4, page: {} })).toBe('{"id":4,"page":{"messages":[],"hasMore":false}}');
  });

  it('take uint64 and enums in every form that the types allow', () => {
    const frames = [{ sent: { messageId: '12', index: 1 }, error: null }, { sent: { messageId: 12, index: 1 } }].map(
      (frame) => encodeServerFrame('json', frame),
    );
    expect(frames[0]).toContain('"messageId":"12"');
    expect(frames[1]).toBe(frames[0]);
    expect(encodeServerFrame('json', { error: { code: 5 } })).toContain('"code":"NOT_FOUND"');
    expect(encodeServerFrame('proto', { error: { code: 5 } })).toEqual(
      encodeServerFrame('proto', { error: { code: 'NOT_FOUND' } }),
    );
  });

  it('do not mind the oneof members of others', () => {
    const entry = { conversationId: 's~a~b', type: 'SINGLE', peerId: 'b', counterpart: 'peerId' } as const;
    const text = encodeServerFrame('json', { changes: { conversations: [entry] } });
    expect(text).toContain('"peerId":"b"');
    expect(text).not.toContain('groupId');
    expect(text).not.toContain('counterpart');
  });
});
