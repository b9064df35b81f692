import { lookup } from 'node:dns/promises';

import type { Config } from '@microchat/host/config/config';
import { peerCredentials } from '@microchat/host/rpc-identity';
import { parseServiceEntry, type ServiceEntry } from '@microchat/host/service-map';
import { checkPeer, type PeerAnswer } from '@microchat/rpc/check-peer';
import { formatEndpoint } from '@microchat/rpc/endpoint';
import type { PeerCredentials } from '@microchat/rpc/peer-credentials';

import { failureReason } from '../failure-reason.ts';
import type { Time } from './check-engines.ts';
import { type Finding, type Findings, findingsAbout } from './finding.ts';
import type { Check } from './run-checks.ts';

const timeoutMs = 4_000;

/** One check for each instance that the configuration names. @throws CertificateFileError */
export function peerChecks(config: Config, time: Time): Check[] {
  const credentials = peerCredentials(config);
  return (config.services ?? []).flatMap((text) => {
    const entry = parseServiceEntry(text);
    if (entry === undefined) return [];
    const subject = `service ${entry.name}`;
    return [{ subject, variable: 'MICROCHAT_SERVICES', run: () => checkService(entry, credentials, time) }];
  });
}

async function checkService(entry: ServiceEntry, credentials: PeerCredentials, { clock }: Time): Promise<Findings> {
  const about = findingsAbout(`service ${entry.name}`);
  const { host, port } = entry.endpoint;
  let found: readonly { readonly address: string }[];
  try {
    found = await lookup(host, { all: true });
  } catch (error) {
    return [about.problem(`${host} has no address: ${failureReason(error)}`, 'MICROCHAT_SERVICES: correct the host')];
  }
  return Promise.all(
    found.map(async ({ address }) => {
      const at = formatEndpoint({ host: address, port });
      const answer = await checkPeer({ address: at, serverName: host }, credentials, { clock, timeoutMs });
      return judgePeer(about, at, answer, credentials);
    }),
  );
}

function judgePeer(
  about: ReturnType<typeof findingsAbout>,
  address: string,
  { kind, reason }: PeerAnswer,
  { tls, key }: PeerCredentials,
): Finding {
  switch (kind) {
    case 'serving':
      // Health checks are answered without a key, calls are not.
      if (key === undefined) return about.problem(`${address} would refuse calls without a key`, keyAdvice);
      return about.ok(`${address} takes calls${tls === undefined ? '' : ', over TLS'}`);
    case 'notServing':
      return about.problem(`${address} runs and takes no calls`, 'its /readyz says what it is waiting for');
    case 'keyRefused':
      return about.problem(`${address} refuses our key: ${reason}`, keyAdvice);
    case 'unreachable':
      return about.problem(`${address}: ${reason}`, reachAdvice(reason, tls !== undefined));
  }
}

const keyAdvice = 'MICROCHAT_RPC_KEY: one of its MICROCHAT_RPC_KEYS';

function reachAdvice(reason: string, withTls: boolean): string {
  const isAbsent = /ECONNREFUSED|EHOSTUNREACH|ETIMEDOUT|DEADLINE|deadline/.test(reason);
  if (withTls && !isAbsent) {
    return (
      'MICROCHAT_RPC_CA, MICROCHAT_RPC_CERT and MICROCHAT_RPC_CERT_KEY of both sides: one authority, and certificates ' +
      'that name the hosts (microchat certificates)'
    );
  }
  return `start it, or correct MICROCHAT_SERVICES${withTls ? '' : '; does it want TLS (MICROCHAT_RPC_CA)?'}`;
}
