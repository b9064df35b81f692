import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import type { Config } from '@microchat/host/config/config';
import { externalEngines } from '@microchat/host/config/engine-combination';

import { targetGroups, targetModules } from '../graph.ts';
import { failureReason } from '../failure-reason.ts';
import { type Finding, type Findings, findingsAbout } from './finding.ts';
import type { Check } from './run-checks.ts';

const about = findingsAbout('data folder');
const modeOthers = 0o077;

/** Holds the embedded storage, and the secrets that are not configured. */
export function dataFolderCheck(config: Config): Check {
  return { subject: 'data folder', variable: 'MICROCHAT_DATA_DIR', run: () => checkDataFolder(config) };
}

async function checkDataFolder(config: Config): Promise<Findings> {
  const folder = resolve(config.dataDir);
  if (!storesHere(config) && config.tokenSecret !== undefined) {
    return [about.ok('not needed: data is elsewhere, secrets are configured')];
  }
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return [await judgeAbsent(folder)];
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return [
      about.problem(`${folder}: ${failureReason(error)}`, 'MICROCHAT_DATA_DIR: a folder that this user may write'),
    ];
  }
  const findings = [about.ok(`${folder} can be written`)];
  if ((found.mode & modeOthers) !== 0) {
    findings.push(about.warning(`${folder} is open to other users of this machine`, `chmod 700 ${folder}`));
  }
  if (storesHere(config)) findings.push(await judgeLock(folder));
  return findings;
}

/** Access holds no data. */
function storesHere(config: Config): boolean {
  if (externalEngines(config) !== undefined) return false;
  const groups = targetGroups(config);
  const storing = new Set([...(groups['storage'] ?? []), ...(groups['logic'] ?? [])]);
  return targetModules(config).some((name) => storing.has(name));
}

/** Nothing is created for good: a folder that the doctor's user owned might lock out the server's. */
async function judgeAbsent(folder: string): Promise<Finding> {
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other up to the first that exists
    const mayWrite = await access(parent, constants.W_OK | constants.X_OK).then(
      () => true,
      (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' && parent !== dirname(parent) ? undefined : false),
    );
    if (mayWrite === true) return about.ok(`${folder} will be created at the first start`);
    if (mayWrite === false) {
      return about.problem(
        `${folder} cannot be created in ${parent}`,
        'MICROCHAT_DATA_DIR: a folder that this user may write',
      );
    }
  }
}

async function judgeLock(folder: string): Promise<Finding> {
  const { DataFolderLock, DataFolderLockedError } = await import('@microchat/adapters/data-folder-lock');
  try {
    await (await DataFolderLock.acquire(folder)).release();
    return about.ok('no server uses it now');
  } catch (error) {
    if (!(error instanceof DataFolderLockedError)) throw error;
    return about.ok('a running server uses it; a second one on it would not start');
  }
}
