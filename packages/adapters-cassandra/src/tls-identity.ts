import { type ConnectionOptions, checkServerIdentity, type PeerCertificate } from 'node:tls';

/**
 * What the driver needs to verify its nodes: by itself (4.10.0) it takes every certificate. It connects to IP addresses,
 * those that contact points resolve to and those that the cluster tells, so the usual check would compare the certificate
 * with an IP address only. Ours also takes the name of any contact point: a certificate that all nodes share, or one with
 * host names, is enough if those names are what the contact points are.
 */
export function verifiedTls(tls: ConnectionOptions, contactPoints: readonly string[]): ConnectionOptions {
  const names = contactPoints.map(hostOf);
  return {
    rejectUnauthorized: true,
    checkServerIdentity: (address, certificate) => identityProblem(certificate, address, names),
    ...tls,
  };
}

/** Undefined if the certificate is of this address or of one of the names; else the problem with the address. */
function identityProblem(certificate: PeerCertificate, address: string, names: readonly string[]): Error | undefined {
  const problem = checkServerIdentity(address, certificate);
  const isNamed = names.some((name) => checkServerIdentity(name, certificate) === undefined);
  return isNamed ? undefined : problem;
}

/** The first part of `host:port`. IPv6 addresses without a port stay whole. */
function hostOf(contactPoint: string): string {
  const parts = contactPoint.split(':');
  return parts.length === 2 ? (parts[0] ?? contactPoint) : contactPoint;
}
