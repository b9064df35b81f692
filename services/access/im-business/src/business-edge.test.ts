import { ServiceError } from '@microchat/core/service-error';
import { serviceCodec } from '@microchat/rpc/codec';
import { ManualTime } from '@microchat/testkit/manual-time';
import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BusinessEdge } from './business-edge.ts';
import { BusinessMetrics } from './business-metrics.ts';
import { imBusiness } from './contract.ts';
import { KeyRing } from './key-ring.ts';

const all = { name: 'all', secret: 'a'.repeat(32), scopes: ['tokens', 'messages', 'presence'] } as const;
const tokensOnly = { name: 'tokens-only', secret: 'b'.repeat(32), scopes: ['tokens'] } as const;
const reply = Buffer.from('reply');

let metrics: Registry;
let edge: BusinessEdge;
const next = vi.fn<() => Promise<Uint8Array>>();

beforeEach(() => {
  metrics = new Registry();
  edge = new BusinessEdge(new KeyRing([all, tokensOnly]), new BusinessMetrics(metrics), new ManualTime());
  next.mockReset().mockResolvedValue(reply);
});

function call(method: string, authorization: string, request: Buffer = Buffer.alloc(0)) {
  return edge.run({ path: `microchat.business.v1.ImBusiness/${method}`, authorization, request }, next);
}

async function refusal(method: string, authorization: string, request?: Buffer): Promise<string> {
  const error: unknown = await call(method, authorization, request).catch((thrown: unknown) => thrown);
  expect(next).not.toHaveBeenCalled();
  return error instanceof ServiceError ? `${error.code}/${error.reason} ${error.field}`.trim() : String(error);
}

describe('the edge of the business port', () => {
  it.each([
    ['', 'UNAUTHENTICATED/API_KEY_MISSING'],
    ['Bearer ', 'UNAUTHENTICATED/API_KEY_MISSING'],
    [`Basic ${all.secret}`, 'UNAUTHENTICATED/API_KEY_MISSING'],
    [`Bearer ${all.secret}a`, 'UNAUTHENTICATED/API_KEY_INVALID'],
    [`Bearer ${all.secret.slice(1)}`, 'UNAUTHENTICATED/API_KEY_INVALID'],
    [`Bearer ${'x'.repeat(100_000)}`, 'UNAUTHENTICATED/API_KEY_INVALID'],
  ])('knows nobody by the authorization %.50s', async (authorization, expected) => {
    expect(await refusal('IssueToken', authorization)).toBe(expected);
  });

  it.each([
    ['IssueToken', [all, tokensOnly]],
    ['SendMessage', [all]],
    ['GetPresence', [all]],
    // A method that nobody gave a scope is nobody's.
    ['DropEverything', []],
  ] as const)('%s is for keys with its scope', async (method, allowed) => {
    for (const key of [all, tokensOnly]) {
      const isAllowed = (allowed as readonly (typeof all | typeof tokensOnly)[]).includes(key);
      next.mockClear();
      if (isAllowed) expect(await call(method, `Bearer ${key.secret}`)).toBe(reply);
      else expect(await refusal(method, `Bearer ${key.secret}`)).toBe('PERMISSION_DENIED/SCOPE_MISSING');
    }
  });

  it('has a scope and a form for every method of the contract', async () => {
    for (const codec of serviceCodec(imBusiness).methods.values()) {
      const method = codec.path.slice(codec.path.indexOf('/') + 1);
      next.mockClear();
      expect(await refusal(method, `Bearer ${all.secret}`, Buffer.from([0x08]))).toBe('INVALID_ARGUMENT/BAD_FORMAT');
      expect(await call(method, `Bearer ${all.secret}`)).toBe(reply);
    }
  });

  it.each([
    ['a cut message', Buffer.from([0x0a, 5, 0x61]), 'INVALID_ARGUMENT/BAD_FORMAT'],
    ['text that is not UTF-8', Buffer.from([0x0a, 1, 0xff]), 'INVALID_ARGUMENT/BAD_FORMAT senderId'],
    ['a sender twice', Buffer.from([0x0a, 1, 0x61, 0x0a, 1, 0x62]), 'INVALID_ARGUMENT/TOO_MANY senderId'],
    [
      'two recipients',
      Buffer.from([0x12, 6, 0x0a, 1, 0x61, 0x12, 1, 0x62]),
      'INVALID_ARGUMENT/ONEOF_CONFLICT to.groupId',
    ],
  ])('refuses %s', async (_what, request, expected) => {
    expect(await refusal('SendMessage', `Bearer ${all.secret}`, request)).toBe(expected);
  });

  it('counts by the names of keys, never by what strangers wrote', async () => {
    await call('IssueToken', `Bearer ${tokensOnly.secret}`);
    await refusalOf('SendMessage', `Bearer ${tokensOnly.secret}`);
    await refusalOf('IssueToken', 'Bearer stranger');
    next.mockRejectedValue(new ServiceError('NOT_FOUND', { reason: 'USER_NOT_FOUND', message: 'no such user' }));
    await refusalOf('SendMessage', `Bearer ${all.secret}`);
    const text = await metrics.metrics();
    for (const labels of [
      'method="IssueToken",key="tokens-only",code="OK"',
      'method="SendMessage",key="tokens-only",code="PERMISSION_DENIED"',
      'method="IssueToken",key="none",code="UNAUTHENTICATED"',
      'method="SendMessage",key="all",code="NOT_FOUND"',
    ]) {
      expect(text).toContain(`microchat_business_calls_total{${labels}} 1`);
    }
    expect(text).not.toContain('stranger');
    expect(text).not.toContain(all.secret);
  });
});

async function refusalOf(method: string, authorization: string): Promise<void> {
  await expect(call(method, authorization)).rejects.toBeInstanceOf(ServiceError);
}
