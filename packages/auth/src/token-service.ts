import { createSecretKey, type KeyObject } from 'node:crypto';
import { isId } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** Who a token speaks for. */
export interface VerifiedToken {
  /** `access`: a person's login. `ticket`: stands in for it when a device connects again. */
  readonly kind: 'access' | 'ticket';
  readonly userId: string;
  /** The device that a ticket is bound to; undefined for access tokens. */
  readonly deviceId: string | undefined;
  /** To be compared with the user's: a lower one is revoked. */
  readonly revocationVersion: number;
  readonly expiresAtMs: number;
  /** Tickets: when the login that it stands for expires, if its issuer said so; undefined for access tokens. */
  readonly loginExpiresAtMs: number | undefined;
}

export interface AccessGrant {
  readonly userId: string;
  readonly revocationVersion: number;
  /** Default: 30 days. */
  readonly ttlMs?: number;
}

export interface TicketGrant {
  readonly userId: string;
  readonly deviceId: string;
  readonly revocationVersion: number;
  /** A ticket never outlives the login that it stands for, and carries on when that ends. Default: not bounded. */
  readonly loginExpiresAtMs?: number;
}

export const accessTokenTtlMs = 30 * 24 * 60 * 60 * 1000;
export const ticketTtlMs = 10 * 60 * 1000;

/** HS256 asks for a key as long as its hash. */
export const secretBytesMin = 32;

const algorithm = 'HS256';
const issuer = 'microchat';
const audience = 'microchat';

/** Issues and verifies tokens (JWT, HMAC with one secret that all gateways and APIs of a deployment share). */
export class TokenService {
  readonly #key: KeyObject;
  readonly #clock: { now(): number };

  /** `secret`: at least `secretBytesMin` random bytes. */
  constructor(secret: Uint8Array, clock: { now(): number }) {
    if (secret.length < secretBytesMin) throw new Error(`the token secret must have at least ${secretBytesMin} bytes`);
    this.#key = createSecretKey(secret);
    this.#clock = clock;
  }

  issueAccess(grant: AccessGrant): Promise<string> {
    return this.#sign(grant, 'access', {}, grant.ttlMs ?? accessTokenTtlMs);
  }

  issueTicket(grant: TicketGrant): Promise<string> {
    const { deviceId, loginExpiresAtMs } = grant;
    if (loginExpiresAtMs === undefined) return this.#sign(grant, 'ticket', { dev: deviceId }, ticketTtlMs);
    const ttlMs = Math.min(ticketTtlMs, loginExpiresAtMs - this.#clock.now());
    return this.#sign(grant, 'ticket', { dev: deviceId, lex: Math.floor(loginExpiresAtMs / 1000) }, ttlMs);
  }

  /**
   * Checks signature, audience, issuer and expiry; not the revocation version, which needs the user's record.
   * `deviceId` is that of the hello: a ticket is good only for its own device, and nowhere without a device.
   * Errors: UNAUTHENTICATED/TOKEN_INVALID, UNAUTHENTICATED/TOKEN_EXPIRED.
   */
  async verify(token: string, deviceId?: string): Promise<VerifiedToken> {
    const verified = readClaims(await this.#verifySignature(token));
    if (verified === undefined) throw tokenInvalid();
    if (verified.kind === 'ticket' && verified.deviceId !== deviceId) throw tokenInvalid();
    return verified;
  }

  #sign(
    grant: { readonly userId: string; readonly revocationVersion: number },
    kind: VerifiedToken['kind'],
    claims: JWTPayload,
    ttlMs: number,
  ): Promise<string> {
    const nowMs = this.#clock.now();
    return new SignJWT({ ...claims, knd: kind, ver: grant.revocationVersion })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setSubject(grant.userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(Math.floor(nowMs / 1000))
      .setExpirationTime(Math.floor((nowMs + ttlMs) / 1000))
      .sign(this.#key);
  }

  async #verifySignature(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [algorithm],
        issuer,
        audience,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(this.#clock.now()),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw new ServiceError('UNAUTHENTICATED', { reason: 'TOKEN_EXPIRED', message: 'the token has expired' });
      }
      // What exactly is wrong with a forged token is nobody's business.
      throw tokenInvalid();
    }
  }
}

function readClaims(claims: JWTPayload): VerifiedToken | undefined {
  const { sub, exp, knd, ver, dev, lex } = claims;
  if (typeof sub !== 'string' || !isId(sub) || exp === undefined) return undefined;
  if (typeof ver !== 'number' || !Number.isInteger(ver) || ver < 0) return undefined;
  const common = { userId: sub, revocationVersion: ver, expiresAtMs: exp * 1000 };
  if (knd === 'access') return { ...common, kind: knd, deviceId: undefined, loginExpiresAtMs: undefined };
  if (knd !== 'ticket' || typeof dev !== 'string') return undefined;
  const loginExpiresAtMs = typeof lex === 'number' ? lex * 1000 : undefined;
  return { ...common, kind: knd, deviceId: dev, loginExpiresAtMs };
}

function tokenInvalid(): ServiceError {
  return new ServiceError('UNAUTHENTICATED', { reason: 'TOKEN_INVALID', message: 'the token is not valid here' });
}
