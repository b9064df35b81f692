import {
  type AccessGrant,
  secretBytesMin,
  type TicketGrant,
  TokenService,
  type VerifiedToken,
} from '@microchat/auth/token-service';
import { ServiceError } from '@microchat/core/service-error';

const accessTtlMs = 30 * 24 * 60 * 60 * 1000;
const ticketTtlMs = 10 * 60 * 1000;

/**
 * Tokens without cryptography: signing runs on threads, whose pace no seed decides. The claims are the text of the token.
 */
export class SimulatedTokens extends TokenService {
  readonly #clock: { now(): number };

  constructor(clock: { now(): number }) {
    super(new Uint8Array(secretBytesMin), clock);
    this.#clock = clock;
  }

  override async issueAccess({ userId, revocationVersion }: AccessGrant): Promise<string> {
    const expiresAtMs = this.#clock.now() + accessTtlMs;
    return write({
      kind: 'access',
      userId,
      deviceId: undefined,
      revocationVersion,
      expiresAtMs,
      loginExpiresAtMs: undefined,
    });
  }

  override async issueTicket({ userId, deviceId, revocationVersion, loginExpiresAtMs }: TicketGrant): Promise<string> {
    const expiresAtMs = this.#clock.now() + ticketTtlMs;
    return write({ kind: 'ticket', userId, deviceId, revocationVersion, expiresAtMs, loginExpiresAtMs });
  }

  override async verify(token: string, deviceId?: string): Promise<VerifiedToken> {
    const claims = JSON.parse(token) as VerifiedToken;
    const isForDevice = claims.kind === 'access' || claims.deviceId === deviceId;
    if (isForDevice && claims.expiresAtMs > this.#clock.now()) return claims;
    throw new ServiceError('UNAUTHENTICATED', { reason: 'TOKEN_INVALID', message: 'the token is not valid here' });
  }
}

function write(claims: VerifiedToken): string {
  return JSON.stringify(claims);
}
