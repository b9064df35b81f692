import type { PeerCertificate } from 'node:tls';
import { expect, test } from 'vitest';
import { verifiedTls } from './tls-identity.ts';

const { rejectUnauthorized, checkServerIdentity } = verifiedTls({}, [
  'cassandra-1:9042',
  'cassandra-2',
  '10.0.0.9:9042',
]);

function certificateOf(subjectaltname: string): PeerCertificate {
  return { subject: { CN: 'node' }, subjectaltname } as PeerCertificate;
}

test('certificates are verified', () => {
  expect(rejectUnauthorized).toBe(true);
});

test.each([
  { names: 'IP Address:10.0.0.7', address: '10.0.0.7', why: 'of this address' },
  { names: 'DNS:cassandra-2', address: '10.0.0.7', why: 'of a contact point, asked at its address' },
  { names: 'DNS:cassandra-1, DNS:other', address: '10.0.0.8', why: 'of all nodes together' },
])('takes a certificate $why', ({ names, address }) => {
  expect(checkServerIdentity?.(address, certificateOf(names))).toBeUndefined();
});

test.each([
  { names: 'DNS:stranger', address: '10.0.0.7', why: 'of another host' },
  { names: 'IP Address:10.0.0.8', address: '10.0.0.7', why: 'of another address' },
  { names: 'DNS:10.0.0.7', address: '10.0.0.7', why: 'with an address for a name' },
])('refuses a certificate $why', ({ names, address }) => {
  expect(checkServerIdentity?.(address, certificateOf(names))).toBeInstanceOf(Error);
});

test('what is given wins', () => {
  expect(verifiedTls({ rejectUnauthorized: false, ca: 'pem' }, [])).toMatchObject({
    rejectUnauthorized: false,
    ca: 'pem',
  });
});
