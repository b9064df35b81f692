import { parseServiceKey } from '@microchat/auth/api-key';
import { ServiceError } from '@microchat/core/service-error';
import { describe, expect, test } from 'vitest';

import { ServiceGuard } from './service-guard.ts';

const secret = (letter: string): string => letter.repeat(32);
const keys = [`access:${secret('a')}:logic`, `logic:${secret('l')}:storage+push`].map(parseServiceKey);
const guard = new ServiceGuard(keys);

const paths = {
  storage: 'microchat.storage.v1.MessageStore/Append',
  logic: 'microchat.logic.v1.Messaging/Send',
  push: 'microchat.logic.v1.DeviceSink/Push',
};

describe('the guard of the RPC port', () => {
  test.each([
    ['a', { storage: false, logic: true, push: false }],
    ['l', { storage: true, logic: false, push: true }],
  ])('key %s may call what its scopes say', (letter, expected) => {
    const caller = guard.admit(`Bearer ${secret(letter)}`);
    const allowed = Object.fromEntries(Object.entries(paths).map(([scope, path]) => [scope, caller.mayCall(path)]));
    expect(allowed).toEqual(expected);
  });

  test.each([
    'microchat.business.v1.ImBusiness/IssueToken',
    'microchat.storagex.v1.A/B',
    'microchat.rpc.v1.Calls/Open',
    'microchat.logic',
    '',
    'grpc.reflection.v1.ServerReflection/Info',
  ])('nobody may call %j', (path) => {
    const all = new ServiceGuard([parseServiceKey(`all:${secret('z')}:storage+logic+push`)]);
    expect(all.admit(`Bearer ${secret('z')}`).mayCall(path)).toBe(false);
  });

  test('the push scope is not implied by logic', () => {
    expect(guard.admit(`Bearer ${secret('a')}`).mayCall('microchat.logic.v2.DeviceSink/Push')).toBe(false);
  });

  test.each([
    ['', 'SERVICE_KEY_MISSING'],
    [`Bearer ${secret('x')}`, 'SERVICE_KEY_INVALID'],
  ])('%j is not let in', (authorization, reason) => {
    const error = refusal(() => guard.admit(authorization));
    expect([error?.code, error?.reason]).toEqual(['UNAUTHENTICATED', reason]);
    expect(error?.message).not.toContain(secret('x'));
  });

  test('without keys nobody is let in', () => {
    expect(refusal(() => new ServiceGuard([]).admit(`Bearer ${secret('a')}`))?.code).toBe('UNAUTHENTICATED');
  });
});

function refusal(admit: () => unknown): ServiceError | undefined {
  try {
    admit();
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}
