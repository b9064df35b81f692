import { isIP } from 'node:net';
import { parseArgs } from 'node:util';

import { certificateValidDays } from '@microchat/auth/certificates';

import type { CertificateOrder } from './certificate-folder.ts';

const validDaysMax = 3_650;
/** Also a file's name. */
const hostName = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** `--dir D --host a,b+10.0.0.2 [--authority-dir A] [--days 365]`. @throws Error with a message for people */
export function parseCertificateOptions(args: readonly string[], nowMs: number): CertificateOrder {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { dir: option, 'authority-dir': option, host: option, days: option },
  });
  const { dir, host, days = String(certificateValidDays) } = values;
  if (dir === undefined) throw new Error('certificates needs --dir');
  if (host === undefined) throw new Error('certificates needs --host');
  const validDays = Number(days);
  if (!Number.isInteger(validDays) || validDays < 1 || validDays > validDaysMax) {
    throw new Error(`--days ${days}: expected a whole number from 1 to ${validDaysMax}`);
  }
  return { dir, authorityDir: values['authority-dir'] ?? dir, hosts: parseHosts(host), validDays, nowMs };
}

/** A comma separates certificates, a plus the names of one. */
function parseHosts(text: string): string[][] {
  const hosts = text.split(',').map((names) => names.split('+').map((name) => name.trim()));
  const seen = new Set(['ca']);
  for (const names of hosts) {
    for (const name of names) {
      if (!hostName.test(name) && isIP(name) === 0) throw new Error(`--host: "${name}" is no host name and no address`);
    }
    const [first = ''] = names;
    if (!hostName.test(first)) throw new Error(`--host: "${first}" cannot name a file; put a host name before it`);
    if (seen.has(first)) throw new Error(`--host: "${first}" would name two certificates`);
    seen.add(first);
  }
  return hosts;
}
