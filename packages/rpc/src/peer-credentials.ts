import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';

import { type ChannelCredentials, credentials, Metadata, ServerCredentials } from '@grpc/grpc-js';

/** PEM texts for mutual TLS: both sides show a certificate of the same authority. */
export interface TlsIdentity {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** What a process shows to those that it calls. */
export interface PeerCredentials {
  readonly tls?: TlsIdentity | undefined;
  /** Sent as `authorization: Bearer <key>` with every unary call and every stream's opening. */
  readonly key?: string | undefined;
}

/** `serverName`: host name or IP address that the server's certificate must have. */
export function channelCredentials(tls: TlsIdentity | undefined, serverName: string): ChannelCredentials {
  if (tls === undefined) return credentials.createInsecure();
  const [authority, key, certificate] = [tls.authority, tls.key, tls.certificate].map((pem) => Buffer.from(pem));
  return credentials.createSsl(authority, key, certificate, {
    // Not the name that was sent, which cannot be an address.
    checkServerIdentity: (_sentName, peer) => checkServerIdentity(serverName, peer),
  });
}

/** What is sent as server name (SNI). TLS has no room for IP addresses there, and Node warns of them. */
export function sentServerName(serverName: string): string {
  return isIP(serverName) === 0 ? serverName : 'microchat';
}

/** With TLS only callers with a certificate of the authority get through. */
export function serverCredentials(tls: TlsIdentity | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) };
  return ServerCredentials.createSsl(Buffer.from(tls.authority), [pair], true);
}

/** New for every call: gRPC adds to it. */
export function callMetadata(key: string | undefined, traceparent = ''): Metadata {
  const metadata = new Metadata();
  if (key !== undefined) metadata.set('authorization', `Bearer ${key}`);
  if (traceparent !== '') metadata.set('traceparent', traceparent);
  return metadata;
}
