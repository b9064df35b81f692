import { X509Certificate } from 'node:crypto';
import { connect, type ConnectionOptions, createServer, type TlsOptions } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { beforeAll, describe, expect, it } from 'vitest';

import { type CertificatePair, createAuthority, issueCertificate } from './certificates.ts';

const nowMs = Date.now();
const dayMs = 24 * 60 * 60 * 1000;

let authority: CertificatePair;
let leaf: CertificatePair;

beforeAll(async () => {
  authority = await createAuthority({ name: 'MicroChat', nowMs });
  leaf = await issueCertificate({ authority, hosts: ['storage-1', '127.0.0.1'], nowMs });
});

describe('certificates', () => {
  it('are signed by their authority, for the hosts that were named', () => {
    const [ca, certificate] = [new X509Certificate(authority.certificate), new X509Certificate(leaf.certificate)];
    expect(ca.ca).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(ca)).toBe(true);
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(certificate.subjectAltName).toBe('DNS:storage-1, IP Address:127.0.0.1');
    expect(certificate.checkHost('storage-1')).toBe('storage-1');
    expect(certificate.checkHost('storage-2')).toBeUndefined();
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  });

  it('are valid from an hour ago for a year, the authority for ten', () => {
    const certificate = new X509Certificate(leaf.certificate);
    const toSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;
    expect(Date.parse(certificate.validFrom)).toBe(toSecond(nowMs - 60 * 60 * 1000));
    expect(Date.parse(certificate.validTo)).toBe(toSecond(nowMs + 365 * dayMs));
    expect(Date.parse(new X509Certificate(authority.certificate).validTo)).toBe(toSecond(nowMs + 3_650 * dayMs));
  });

  it('every one has a serial number of its own', async () => {
    const again = await issueCertificate({ authority, hosts: ['storage-1'], nowMs });
    expect(new X509Certificate(again.certificate).serialNumber).not.toBe(
      new X509Certificate(leaf.certificate).serialNumber,
    );
  });

  it('let two processes know each other', async () => {
    const pair = { ca: authority.certificate, cert: leaf.certificate, key: leaf.key };
    expect(await handshake(pair, pair)).toBe('authorized');
  });

  it('of another authority are refused', async () => {
    const stranger = await createAuthority({ name: 'MicroChat', nowMs });
    const forged = await issueCertificate({ authority: stranger, hosts: ['127.0.0.1'], nowMs });
    const server = { ca: authority.certificate, cert: leaf.certificate, key: leaf.key };
    const client = { ca: authority.certificate, cert: forged.certificate, key: forged.key };
    expect(await handshake(server, client)).toBe('refused');
  });

  it('need a host', async () => {
    await expect(issueCertificate({ authority, hosts: [], nowMs })).rejects.toThrow('at least one host');
  });
});

/** Whether the server accepted the client's certificate, and the client the server's. */
async function handshake(server: TlsOptions, client: ConnectionOptions): Promise<'authorized' | 'refused'> {
  const listener = createServer({ ...server, requestCert: true, rejectUnauthorized: true }, (socket) =>
    socket.end('x'),
  );
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const socket = connect({ ...client, host: '127.0.0.1', port: (listener.address() as AddressInfo).port });
  // TLS 1.3: the client learns that its certificate was refused only when it reads.
  const answered = once(socket, 'data').then(
    () => socket.authorized,
    () => false,
  );
  const closed = once(socket, 'close').then(
    () => false,
    () => false,
  );
  const isAuthorized = await Promise.race([answered, closed]);
  socket.destroy();
  listener.close();
  return isAuthorized ? 'authorized' : 'refused';
}
