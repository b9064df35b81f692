import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  authorityValidDays,
  type CertificatePair,
  createAuthority,
  issueCertificate,
} from '@microchat/auth/certificates';

/** The folder holds what must not be replaced, or half of what belongs together. The message is for people. */
export class CertificateFolderError extends Error {
  override readonly name = 'CertificateFolderError';
}

export interface CertificateOrder {
  /** Where the certificates go: `ca.pem`, and for each name `<name>.pem` and `<name>-key.pem`. */
  readonly dir: string;
  /** Where the authority and its key are; whoever has that key is trusted by all. May be `dir`. */
  readonly authorityDir: string;
  /** One certificate for each; the first name of each also names its files. */
  readonly hosts: readonly (readonly string[])[];
  readonly validDays: number;
  readonly nowMs: number;
}

/** A line for people for each file that was written. */
export type WrittenFiles = readonly string[];

/**
 * Makes the authority of a deployment if there is none, and (again) the certificates that it signs: running it again renews
 * them. Files are readable by their owner only.
 * @throws CertificateFolderError before anything was written
 */
export async function writeCertificates(order: CertificateOrder): Promise<WrittenFiles> {
  const { dir, authorityDir, hosts, validDays, nowMs } = order;
  for (const folder of [dir, authorityDir]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = readAuthority(authorityDir, nowMs);
  for (const [name = ''] of hosts) requireOurs(dir, name, kept);
  requireSameAuthority(dir, authorityDir, kept);

  const written: string[] = [];
  const authority = kept ?? (await createAuthority({ name: 'MicroChat', nowMs, validDays: authorityValidDays }));
  if (kept === undefined) {
    write(authorityDir, keyFile('ca'), authority.key);
    write(authorityDir, certificateFile('ca'), authority.certificate);
    written.push(`${join(authorityDir, certificateFile('ca'))}: a new certificate authority`);
  }
  if (dir !== authorityDir) write(dir, certificateFile('ca'), authority.certificate);
  for (const names of hosts) {
    const [name = ''] = names;
    const isRenewal = existsSync(join(dir, certificateFile(name)));
    // oxlint-disable-next-line no-await-in-loop -- the report follows the order of the hosts
    const { certificate, key } = await issueCertificate({ authority, hosts: names, nowMs, validDays });
    write(dir, keyFile(name), key);
    write(dir, certificateFile(name), certificate);
    const what = isRenewal ? 'renewed' : 'new';
    written.push(`${join(dir, certificateFile(name))}: ${what}, for ${names.join(', ')}, ${validDays} days`);
  }
  return written;
}

function certificateFile(name: string): string {
  return `${name}.pem`;
}

function keyFile(name: string): string {
  return `${name}-key.pem`;
}

/** Whole or not at all, so that nobody reads half a file. */
function write(dir: string, name: string, content: string): void {
  const draft = join(dir, `.${name}.${process.pid}`);
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, join(dir, name));
}

function readAuthority(dir: string, nowMs: number): CertificatePair | undefined {
  const [certificatePath, keyPath] = [join(dir, certificateFile('ca')), join(dir, keyFile('ca'))];
  if (!existsSync(certificatePath) && !existsSync(keyPath)) return undefined;
  for (const path of [certificatePath, keyPath]) {
    if (existsSync(path)) continue;
    throw new CertificateFolderError(
      `${path} is missing beside its other half; restore it, or remove the other half to begin with a new authority`,
    );
  }
  const certificate = readFileSync(certificatePath, 'utf8');
  if (new X509Certificate(certificate).validToDate.getTime() <= nowMs) {
    throw new CertificateFolderError(
      `${certificatePath} has expired; move it and ${keyPath} away to begin with a new one`,
    );
  }
  return { certificate, key: readFileSync(keyPath, 'utf8') };
}

/** A certificate that another authority signed is somebody's; it is not replaced. */
function requireOurs(dir: string, name: string, authority: CertificatePair | undefined): void {
  const path = join(dir, certificateFile(name));
  if (!existsSync(path)) return;
  if (authority !== undefined && isSignedBy(readFileSync(path, 'utf8'), authority)) return;
  throw new CertificateFolderError(`${path} was not signed by this authority and is not replaced; move it away first`);
}

/** The copy of the authority that the processes read must be that of this authority. */
function requireSameAuthority(dir: string, authorityDir: string, authority: CertificatePair | undefined): void {
  const path = join(dir, certificateFile('ca'));
  if (dir === authorityDir || !existsSync(path)) return;
  if (readFileSync(path, 'utf8') === authority?.certificate) return;
  throw new CertificateFolderError(`${path} is not the authority in ${authorityDir}; move it away first`);
}

function isSignedBy(certificate: string, authority: CertificatePair): boolean {
  try {
    const issuer = new X509Certificate(authority.certificate);
    return new X509Certificate(certificate).verify(issuer.publicKey);
  } catch {
    return false;
  }
}
