import { isLoopback } from '../loopback.ts';
import { parseServiceEntry } from '../service-map.ts';
import type { Config } from './config.ts';
import { variables } from './variables.ts';

const tlsFiles = ['rpcCa', 'rpcCert', 'rpcCertKey'] as const;

type RpcKey = (typeof tlsFiles)[number] | 'host' | 'rpcHost' | 'rpcPort' | 'rpcKeys' | 'rpcPlaintext' | 'services';

/** Calls between processes that would be open to strangers, or show their keys to the network. */
export function rpcProblems(config: Pick<Config, RpcKey>): string[] {
  const problems: string[] = [];
  const missingFiles = tlsFiles.filter((key) => config[key] === undefined);
  if (missingFiles.length > 0 && missingFiles.length < tlsFiles.length) {
    const [ca, cert, key] = tlsFiles.map((file) => variables[file].name);
    problems.push(
      ...missingFiles.map((file) => `${variables[file].name}: missing; ${ca}, ${cert} and ${key} are used together`),
    );
  }
  if (config.rpcPort !== undefined && config.rpcKeys === undefined) {
    problems.push(
      `${variables.rpcKeys.name}: missing beside ${variables.rpcPort.name}; without keys nobody may call it`,
    );
  }
  if (config.rpcPlaintext || missingFiles.length === 0) return problems;
  const remedy = `set ${variables.rpcCa.name} and its like, or ${variables.rpcPlaintext.name}=true in a private network`;
  const listenHost = config.rpcHost ?? config.host;
  if (config.rpcPort !== undefined && !isLoopback(listenHost)) {
    problems.push(`${variables.rpcPort.name}: would listen on ${listenHost} without TLS; ${remedy}`);
  }
  const distant = (config.services ?? []).find((entry) => !isLoopback(parseServiceEntry(entry)?.endpoint.host ?? ''));
  if (distant !== undefined) {
    problems.push(`${variables.services.name}: ${distant} would be called without TLS; ${remedy}`);
  }
  return problems;
}
