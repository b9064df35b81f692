import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createAuthority, issueCertificate } from '@microchat/auth/certificates';

/** Paths of PEM files. */
export interface CertificateFiles {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * Certificates for one run of a cluster on this machine: all its processes share one. They are made anew at every start,
 * so that none expires, and the authority's key is never written anywhere.
 */
export async function writeCertificates(folder: string): Promise<CertificateFiles> {
  const nowMs = Date.now();
  const authority = await createAuthority({ name: 'MicroChat on this machine', nowMs });
  const { certificate, key } = await issueCertificate({
    authority,
    hosts: ['127.0.0.1', 'localhost', hostname()],
    nowMs,
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, pem: string): string => {
    const path = join(folder, name);
    writeFileSync(path, pem, { mode: 0o600 });
    return path;
  };
  return {
    ca: write('ca.pem', authority.certificate),
    certificate: write('certificate.pem', certificate),
    key: write('key.pem', key),
  };
}
