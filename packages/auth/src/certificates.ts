// oxlint-disable-next-line import/no-unassigned-import -- the library below resolves its parts by decorators and needs it
import 'reflect-metadata';

import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';

import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, as PEM (the key as PKCS #8). */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

export interface AuthorityRequest {
  /** Common name; for people. */
  readonly name: string;
  readonly nowMs: number;
  /** Default: ten years. */
  readonly validDays?: number;
}

export interface CertificateRequest {
  readonly authority: CertificatePair;
  /** Names and IP addresses under which the process is reached, at least one; the first is the common name. */
  readonly hosts: readonly string[];
  readonly nowMs: number;
  /** Default: one year. */
  readonly validDays?: number;
}

export const authorityValidDays = 3_650;
export const certificateValidDays = 365;

const dayMs = 24 * 60 * 60 * 1000;
/** The clocks of the machines may differ. */
const backdatedMs = 60 * 60 * 1000;

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };

/** A certificate authority of a deployment's own: it signs the certificates with which the processes know each other. */
export async function createAuthority(request: AuthorityRequest): Promise<CertificatePair> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(request.nowMs, request.validDays ?? authorityValidDays),
    serialNumber: serialNumber(),
    name: [{ CN: [request.name] }],
    keys,
    signingAlgorithm,
    extensions: [
      // No authorities below this one.
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return toPair(certificate, keys.privateKey);
}

/** A certificate for one process, or several under the same names: it proves who serves and who calls. */
export async function issueCertificate(request: CertificateRequest): Promise<CertificatePair> {
  const { authority, hosts, nowMs } = request;
  const [commonName] = hosts;
  if (commonName === undefined) throw new Error('a certificate needs at least one host name');
  const issuer = new X509Certificate(authority.certificate);
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.create({
    ...validity(nowMs, request.validDays ?? certificateValidDays),
    serialNumber: serialNumber(),
    subject: [{ CN: [commonName] }],
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return toPair(certificate, keys.privateKey);
}

function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
}

function importKey(pem: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), keyAlgorithm, false, ['sign']);
}

async function toPair(certificate: X509Certificate, key: CryptoKey): Promise<CertificatePair> {
  const keyBytes = await crypto.subtle.exportKey('pkcs8', key);
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: `${PemConverter.encode(keyBytes, PemConverter.PrivateKeyTag)}\n`,
  };
}

function validity(nowMs: number, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(nowMs - backdatedMs), notAfter: new Date(nowMs + days * dayMs) };
}

/** 16 random bytes, positive (the first bit is 0) and without leading zeros. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
