import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { CertificateFolderError, writeCertificates } from './certificate-folder.ts';
import { parseCertificateOptions } from './certificate-options.ts';

const nowMs = Date.UTC(2026, 0, 1);
const dayMs = 24 * 60 * 60 * 1000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'microchat-certificates-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const certificate = (...path: string[]) => new X509Certificate(read(...path));

function run(changed: Partial<Parameters<typeof writeCertificates>[0]> = {}): ReturnType<typeof writeCertificates> {
  return writeCertificates({
    dir: folder,
    authorityDir: folder,
    hosts: [['storage', 'storage.local', '10.0.0.7'], ['logic']],
    validDays: 365,
    nowMs,
    ...changed,
  });
}

describe('certificates', () => {
  test('one for each host, signed by one authority, for its owner’s eyes only', async () => {
    await run();
    const authority = certificate('ca.pem');
    for (const name of ['storage', 'logic']) {
      const issued = certificate(`${name}.pem`);
      expect(issued.verify(authority.publicKey)).toBe(true);
      expect(issued.checkHost(name)).toBe(name);
      expect(issued.validToDate.getTime()).toBe(nowMs + 365 * dayMs);
      expect(read(`${name}-key.pem`)).toContain('PRIVATE KEY');
    }
    expect(certificate('storage.pem').checkIP('10.0.0.7')).toBe('10.0.0.7');
    expect(certificate('logic.pem').checkHost('storage')).toBeUndefined();
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('run again, it keeps the authority and renews what that signed', async () => {
    await run();
    const before = [read('ca.pem'), read('ca-key.pem')];
    const first = certificate('logic.pem');
    const written = await run({ nowMs: nowMs + 300 * dayMs });
    expect([read('ca.pem'), read('ca-key.pem')]).toEqual(before);
    expect(certificate('logic.pem').validToDate.getTime()).toBe(nowMs + 665 * dayMs);
    expect(certificate('logic.pem').serialNumber).not.toBe(first.serialNumber);
    expect(written).toEqual([
      expect.stringContaining('storage.pem: renewed'),
      expect.stringContaining('logic.pem: renewed'),
    ]);
  });

  test('the authority may live elsewhere; its certificate comes along, its key does not', async () => {
    const [dir, authorityDir] = [join(folder, 'certificates'), join(folder, 'authority')];
    await run({ dir, authorityDir });
    await run({ dir, authorityDir });
    expect(readdirSync(dir).sort()).toEqual(['ca.pem', 'logic-key.pem', 'logic.pem', 'storage-key.pem', 'storage.pem']);
    expect(readdirSync(authorityDir).sort()).toEqual(['ca-key.pem', 'ca.pem']);
    expect(read('certificates', 'ca.pem')).toBe(read('authority', 'ca.pem'));
  });

  test('what it did not make is not replaced', async () => {
    await run();
    const before = read('logic.pem');
    rmSync(join(folder, 'ca.pem'));
    await expect(run()).rejects.toThrow(/ca\.pem is missing beside its other half/);
    rmSync(join(folder, 'ca-key.pem'));
    await expect(run()).rejects.toThrow(/storage\.pem was not signed by this authority/);
    expect(read('logic.pem')).toBe(before);
    expect(readdirSync(folder)).not.toContain('ca.pem');
    writeFileSync(join(folder, 'storage.pem'), 'something else');
    await expect(run()).rejects.toThrow(CertificateFolderError);
    expect(read('storage.pem')).toBe('something else');
  });

  test('a copy of another authority is not replaced', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await run({ dir: folder, authorityDir: one, hosts: [['a']] });
    await expect(run({ dir: folder, authorityDir: two, hosts: [['b']] })).rejects.toThrow(/is not the authority in/);
  });

  test('an authority that has expired is told, and signs no more', async () => {
    await run();
    await expect(run({ nowMs: nowMs + 3_651 * dayMs })).rejects.toThrow(/ca\.pem has expired/);
  });
});

describe('certificates on the command line', () => {
  const parse = (...args: string[]) => parseCertificateOptions(args, nowMs);

  test('a comma separates certificates, a plus the names of one', () => {
    expect(parse('--dir', 'd', '--host', 'storage+10.0.0.7+::1,gateway-1')).toEqual({
      dir: 'd',
      authorityDir: 'd',
      hosts: [['storage', '10.0.0.7', '::1'], ['gateway-1']],
      validDays: 365,
      nowMs,
    });
  });

  test.each([
    [['--host', 'a'], 'certificates needs --dir'],
    [['--dir', 'd'], 'certificates needs --host'],
    [['--dir', 'd', '--host', 'a,,b'], '"" is no host name'],
    [['--dir', 'd', '--host', '../a'], '"../a" is no host name'],
    [['--dir', 'd', '--host', '::1'], '"::1" cannot name a file'],
    [['--dir', 'd', '--host', 'a,a'], '"a" would name two certificates'],
    [['--dir', 'd', '--host', 'ca'], '"ca" would name two certificates'],
    [['--dir', 'd', '--host', 'a', '--days', '0'], '--days 0: expected a whole number'],
  ])('%j: %s', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
