import { type CertificatePair, createAuthority, issueCertificate } from '@microchat/auth/certificates';
import { ServiceError } from '@microchat/core/service-error';

import type { CallGuard } from '../call-guard.ts';
import type { PeerCredentials, TlsIdentity } from '../peer-credentials.ts';

export const testKey = 'k'.repeat(32);

/** Lets in whoever shows one of the keys; `mayCall`: what they may call. */
export function guardWith(keys: readonly string[], mayCall: (path: string) => boolean = () => true): CallGuard {
  return {
    admit(authorization) {
      if (!keys.some((key) => authorization === `Bearer ${key}`)) {
        throw new ServiceError('UNAUTHENTICATED', { reason: 'KEY_INVALID', message: 'who are you?' });
      }
      return { name: 'test', mayCall };
    },
  };
}

const nowMs = Date.now();

export function newAuthority(): Promise<CertificatePair> {
  return createAuthority({ name: 'test', nowMs });
}

export async function identityOf(authority: CertificatePair, host = '127.0.0.1'): Promise<TlsIdentity> {
  const pair = await issueCertificate({ authority, hosts: [host], nowMs });
  return { authority: authority.certificate, ...pair };
}

let shared: Promise<PeerCredentials> | undefined;

/** Key and certificate that everybody in a test may have. Made once: it takes its time. */
export function testIdentity(): Promise<PeerCredentials> {
  shared ??= newAuthority().then(async (authority) => ({ key: testKey, tls: await identityOf(authority) }));
  return shared;
}
