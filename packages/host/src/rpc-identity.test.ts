import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { advertisedAddress, isOwnAddress, peerCredentials, rpcEndpoint } from './rpc-identity.ts';

const config = { host: '10.0.0.7', rpcHost: undefined, rpcPort: 9200, rpcAdvertise: undefined };

describe('addresses of the RPC port', () => {
  test('without a port nothing is listened on', () => {
    expect(rpcEndpoint({ ...config, rpcPort: undefined })).toBeUndefined();
  });

  test('its host is MICROCHAT_HOST unless it has its own', () => {
    expect(rpcEndpoint(config)).toEqual({ host: '10.0.0.7', port: 9200 });
    expect(rpcEndpoint({ ...config, rpcHost: '127.0.0.1' })).toEqual({ host: '127.0.0.1', port: 9200 });
  });

  test.each([
    ['10.0.0.7', undefined, '10.0.0.7:9200'],
    ['0.0.0.0', undefined, `${hostname()}:9200`],
    ['::', undefined, `${hostname()}:9200`],
    ['::1', undefined, '[::1]:9200'],
    ['0.0.0.0', 'gateway-1', 'gateway-1:9200'],
  ])('listening on %s, advertising %s: others call %s', (host, rpcAdvertise, expected) => {
    expect(advertisedAddress({ host, port: 9200 }, { ...config, rpcAdvertise })).toBe(expected);
  });

  test.each([
    ['10.0.0.7:9200', '10.0.0.7', true],
    ['10.0.0.8:9200', '10.0.0.7', false],
    ['10.0.0.7:9201', '10.0.0.7', false],
    ['127.0.0.1:9200', 'localhost', true],
    ['127.0.0.2:9200', '127.0.0.1', false],
    ['127.0.0.1:9200', '0.0.0.0', true],
    ['203.0.113.9:9200', '0.0.0.0', false],
    ['storage:9200', '0.0.0.0', false],
  ])('%s, listening on %s: own is %s', (address, host, expected) => {
    expect(isOwnAddress(address, { host, port: 9200 })).toBe(expected);
  });

  test('listening everywhere, the addresses of this machine are its own', () => {
    for (const { address, family } of Object.values(networkInterfaces()).flatMap((list) => list ?? [])) {
      if (family === 'IPv4') expect(isOwnAddress(`${address}:9200`, { host: '0.0.0.0', port: 9200 })).toBe(true);
    }
  });
});

describe('credentials', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'microchat-identity-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const nothing = { rpcCa: undefined, rpcCert: undefined, rpcCertKey: undefined, rpcKey: undefined };

  function pem(name: string): string {
    const path = join(folder, name);
    writeFileSync(path, `-----BEGIN ${name}-----\n`);
    return path;
  }

  test('none are configured: none are shown', () => {
    expect(peerCredentials(nothing)).toEqual({ tls: undefined, key: undefined });
  });

  test('the files are read', () => {
    const files = { rpcCa: pem('CA'), rpcCert: pem('CERT'), rpcCertKey: pem('KEY') };
    expect(peerCredentials({ ...files, rpcKey: 'k' })).toEqual({
      key: 'k',
      tls: { authority: '-----BEGIN CA-----\n', certificate: '-----BEGIN CERT-----\n', key: '-----BEGIN KEY-----\n' },
    });
  });

  test('a file that is missing or none is named with its variable', () => {
    const files = { ...nothing, rpcCa: pem('CA'), rpcCert: join(folder, 'missing'), rpcCertKey: pem('KEY') };
    expect(() => peerCredentials(files)).toThrow(`MICROCHAT_RPC_CERT: ${files.rpcCert} cannot be read`);
    writeFileSync(files.rpcCert, 'nothing');
    expect(() => peerCredentials(files)).toThrow('is not a PEM file');
  });
});
