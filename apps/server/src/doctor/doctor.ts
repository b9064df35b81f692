import { SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { type Config, ConfigError } from '@microchat/host/config/config';

import { failureReason } from '../failure-reason.ts';
import { dataFolderCheck } from './check-data-folder.ts';
import { engineChecks, type Time } from './check-engines.ts';
import { peerChecks } from './check-peers.ts';
import { portsCheck } from './check-ports.ts';
import { judgeSecrets } from './check-secrets.ts';
import { type Finding, type Findings, findingsAbout } from './finding.ts';
import { type Check, runChecks } from './run-checks.ts';

/** The whole run: whoever has not answered by then is a problem. */
const timeoutMs = 8_000;

/**
 * Looks at everything that a server with this configuration needs and changes nothing.
 * @param loadConfig throws ConfigError
 */
export async function examine(loadConfig: () => Config): Promise<Findings> {
  const time = { clock: new SystemClock(), timers: new SystemTimers() };
  const about = findingsAbout('configuration');
  const problems: Finding[] = [];
  const collect = <T>(make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      const lines = error instanceof ConfigError ? error.problems : [failureReason(error)];
      problems.push(...lines.map((line) => about.problem(line, 'docs/CONFIGURATION.md')));
      return undefined;
    }
  };
  const config = collect(loadConfig);
  if (config === undefined) return problems;
  const checks = checksOf(config, time, collect);
  if (problems.length === 0) problems.push(about.ok('valid'));
  return [...problems, ...judgeSecrets(config, time.clock.now()), ...(await runChecks(checks, timeoutMs, time.timers))];
}

type Collect = <T>(make: () => T) => T | undefined;

function checksOf(config: Config, time: Time, collect: Collect): Check[] {
  return [
    dataFolderCheck(config),
    portsCheck(config),
    ...(collect(() => engineChecks(config, time)) ?? []),
    ...(collect(() => peerChecks(config, time)) ?? []),
  ];
}
