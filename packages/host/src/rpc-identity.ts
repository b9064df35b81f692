import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';

import { type Endpoint, formatEndpoint, parseEndpoint } from '@microchat/rpc/endpoint';
import type { PeerCredentials, TlsIdentity } from '@microchat/rpc/peer-credentials';

import type { Config } from './config/config.ts';
import { isLoopback, isWildcard } from './loopback.ts';

/** A PEM file of the configuration cannot be read; the message names variable and file. */
export class CertificateFileError extends Error {
  override readonly name = 'CertificateFileError';
}

/** What this process shows to those that it calls and that call it. @throws CertificateFileError */
export function peerCredentials(config: Pick<Config, 'rpcCa' | 'rpcCert' | 'rpcCertKey' | 'rpcKey'>): PeerCredentials {
  return { tls: tlsIdentity(config), key: config.rpcKey };
}

function tlsIdentity(config: Pick<Config, 'rpcCa' | 'rpcCert' | 'rpcCertKey'>): TlsIdentity | undefined {
  const { rpcCa, rpcCert, rpcCertKey } = config;
  if (rpcCa === undefined || rpcCert === undefined || rpcCertKey === undefined) return undefined;
  return {
    authority: readPem('MICROCHAT_RPC_CA', rpcCa),
    certificate: readPem('MICROCHAT_RPC_CERT', rpcCert),
    key: readPem('MICROCHAT_RPC_CERT_KEY', rpcCertKey),
  };
}

function readPem(variable: string, path: string): string {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CertificateFileError(`${variable}: ${path} cannot be read`, { cause: error });
  }
  if (!pem.includes('-----BEGIN ')) throw new CertificateFileError(`${variable}: ${path} is not a PEM file`);
  return pem;
}

type RpcAddressKeys = 'host' | 'rpcHost' | 'rpcPort' | 'rpcAdvertise';

/** Where this process listens for calls of other processes; undefined: nowhere. */
export function rpcEndpoint(config: Pick<Config, RpcAddressKeys>): Endpoint | undefined {
  return config.rpcPort === undefined ? undefined : { host: config.rpcHost ?? config.host, port: config.rpcPort };
}

/** Where others reach it, `host:port`. */
export function advertisedAddress(listening: Endpoint, config: Pick<Config, RpcAddressKeys>): string {
  const host = config.rpcAdvertise ?? (isWildcard(listening.host) ? hostname() : listening.host);
  return formatEndpoint({ host, port: listening.port });
}

/** True if `address` (`IP:port`) is the endpoint that this process listens on: what is called there runs here. */
export function isOwnAddress(address: string, listening: Endpoint): boolean {
  const called = parseEndpoint(address);
  if (called === undefined || called.port !== listening.port) return false;
  if (!isWildcard(listening.host)) {
    const isSame = called.host === listening.host;
    return isSame || (listening.host === 'localhost' && isLoopback(called.host));
  }
  return isLoopback(called.host) || ownInterfaceAddresses().has(called.host);
}

function ownInterfaceAddresses(): Set<string> {
  return new Set(
    Object.values(networkInterfaces()).flatMap((addresses) => addresses?.map(({ address }) => address) ?? []),
  );
}
