import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Config } from '@microchat/host/config/config';

import { failureReason } from '../failure-reason.ts';
import { type Finding, findingsAbout } from './finding.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Time to renew without haste. */
const warnDays = 30;

/** Secrets that processes must share, and certificates that end. */
export function judgeSecrets(config: Config, nowMs: number): Finding[] {
  return [...judgeTokenSecret(config), ...judgeCertificate(config, nowMs)];
}

function judgeTokenSecret({ tokenSecret, services }: Config): Finding[] {
  const about = findingsAbout('secrets');
  if (tokenSecret !== undefined) return [about.ok('tokens are signed with MICROCHAT_TOKEN_SECRET')];
  const message = 'tokens are signed with a secret generated in the data folder, and anybody on this machine gets one';
  if (services === undefined) return [about.ok(`${message} (for development)`)];
  return [
    about.warning(
      `${message}; processes with another data folder would refuse them`,
      'MICROCHAT_TOKEN_SECRET, the same everywhere',
    ),
  ];
}

function judgeCertificate({ rpcCert }: Config, nowMs: number): Finding[] {
  if (rpcCert === undefined) return [];
  const about = findingsAbout('certificate');
  const advice = 'microchat certificates renews it; then restart the process';
  try {
    const { validToDate } = new X509Certificate(readFileSync(rpcCert));
    const daysLeft = Math.floor((validToDate.getTime() - nowMs) / dayMs);
    if (daysLeft < 0) return [about.problem(`${rpcCert} has expired`, advice)];
    const message = `${rpcCert} is valid for ${daysLeft} more days`;
    return [daysLeft < warnDays ? about.warning(message, advice) : about.ok(message)];
  } catch (error) {
    return [about.problem(`${rpcCert}: ${failureReason(error)}`, 'MICROCHAT_RPC_CERT: a certificate in PEM')];
  }
}
