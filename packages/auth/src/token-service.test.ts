import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { accessTokenTtlMs, secretBytesMin, ticketTtlMs, TokenService } from './token-service.ts';

const secret = new Uint8Array(secretBytesMin).fill(7);
const startMs = 1_700_000_000_000;
const clock = { nowMs: startMs, now: () => clock.nowMs };
const tokens = new TokenService(secret, clock);

const invalid = { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' };
const expired = { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' };

interface Forgery {
  readonly key?: Uint8Array;
  readonly algorithm?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly claims?: Record<string, unknown>;
  readonly expires?: boolean;
}

/** A token that is right in everything but what is given. */
function forge(forgery: Forgery): Promise<string> {
  const token = new SignJWT(forgery.claims ?? { knd: 'access', ver: 0 })
    .setProtectedHeader({ alg: forgery.algorithm ?? 'HS256' })
    .setSubject(forgery.subject ?? 'alice')
    .setIssuer(forgery.issuer ?? 'microchat')
    .setAudience(forgery.audience ?? 'microchat');
  if (forgery.expires ?? true) token.setExpirationTime(startMs / 1000 + 60);
  return token.sign(forgery.key ?? secret);
}

describe('access tokens', () => {
  it('say who, until when and under which revocation version', async () => {
    const token = await tokens.issueAccess({ userId: 'alice', revocationVersion: 3 });
    expect(await tokens.verify(token, 'any-device')).toEqual({
      kind: 'access',
      userId: 'alice',
      deviceId: undefined,
      revocationVersion: 3,
      expiresAtMs: startMs + accessTokenTtlMs,
    });
  });

  it('expire', async () => {
    const token = await tokens.issueAccess({ userId: 'alice', revocationVersion: 0, ttlMs: 5_000 });
    try {
      clock.nowMs = startMs + 4_000;
      await expect(tokens.verify(token)).resolves.toMatchObject({ userId: 'alice' });
      clock.nowMs = startMs + 5_000;
      await expect(tokens.verify(token)).rejects.toMatchObject(expired);
    } finally {
      clock.nowMs = startMs;
    }
  });
});

describe('tickets', () => {
  const grant = { userId: 'alice', deviceId: 'web-1', revocationVersion: 2 };

  it('are good for their device', async () => {
    const ticket = await tokens.issueTicket(grant);
    expect(await tokens.verify(ticket, 'web-1')).toEqual({
      kind: 'ticket',
      ...grant,
      expiresAtMs: startMs + ticketTtlMs,
    });
  });

  it('are refused on another device and without one', async () => {
    const ticket = await tokens.issueTicket(grant);
    await expect(tokens.verify(ticket, 'web-2')).rejects.toMatchObject(invalid);
    await expect(tokens.verify(ticket)).rejects.toMatchObject(invalid);
  });

  it('carry on when their login expires and do not outlive it', async () => {
    const long = await tokens.issueTicket({ ...grant, loginExpiresAtMs: startMs + 3_600_000 });
    expect(await tokens.verify(long, 'web-1')).toMatchObject({
      expiresAtMs: startMs + ticketTtlMs,
      loginExpiresAtMs: startMs + 3_600_000,
    });
    const short = await tokens.issueTicket({ ...grant, loginExpiresAtMs: startMs + 5_000 });
    expect(await tokens.verify(short, 'web-1')).toMatchObject({ expiresAtMs: startMs + 5_000 });
  });

  it('last ten minutes', async () => {
    const ticket = await tokens.issueTicket(grant);
    try {
      clock.nowMs = startMs + 10 * 60_000;
      await expect(tokens.verify(ticket, 'web-1')).rejects.toMatchObject(expired);
    } finally {
      clock.nowMs = startMs;
    }
  });
});

describe('verify', () => {
  it('accepts what the forgeries below start from', async () => {
    await expect(tokens.verify(await forge({}))).resolves.toMatchObject({ userId: 'alice' });
  });

  it.each<[string, Forgery]>([
    ['signed with another key', { key: new Uint8Array(32).fill(8) }],
    ['another HMAC algorithm', { key: new Uint8Array(64).fill(7), algorithm: 'HS512' }],
    ['another audience', { audience: 'elsewhere' }],
    ['another issuer', { issuer: 'elsewhere' }],
    ['no expiry', { expires: false }],
    ['a user id that can not exist', { subject: 'a b' }],
    ['an unknown kind', { claims: { knd: 'root', ver: 0 } }],
    ['no revocation version', { claims: { knd: 'access' } }],
    ['a negative revocation version', { claims: { knd: 'access', ver: -1 } }],
    ['a ticket without device', { claims: { knd: 'ticket', ver: 0 } }],
  ])('refuses a token with %s', async (_name, forgery) => {
    await expect(tokens.verify(await forge(forgery), 'web-1')).rejects.toMatchObject(invalid);
  });

  it('refuses an unsigned token', async () => {
    const token = new UnsecuredJWT({ knd: 'access', ver: 0 })
      .setSubject('alice')
      .setIssuer('microchat')
      .setAudience('microchat')
      .setExpirationTime('1h')
      .encode();
    await expect(tokens.verify(token)).rejects.toMatchObject(invalid);
  });

  it('refuses a token whose claims were changed', async () => {
    const [header, , signature] = (await tokens.issueAccess({ userId: 'alice', revocationVersion: 0 })).split('.');
    const payload = (await tokens.issueAccess({ userId: 'mallory', revocationVersion: 0 })).split('.')[1];
    await expect(tokens.verify(`${header}.${payload}.${signature}`)).rejects.toMatchObject(invalid);
  });

  it.each(['', 'x', 'a.b.c', '..', '{}', '\u0000'])('refuses %j', async (token) => {
    await expect(tokens.verify(token)).rejects.toMatchObject(invalid);
  });
});

describe('the secret', () => {
  it('must be as long as the hash', () => {
    expect(() => new TokenService(new Uint8Array(secretBytesMin - 1), clock)).toThrow('at least 32 bytes');
  });
});
