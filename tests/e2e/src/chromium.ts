import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { type Browser, chromium } from 'playwright-core';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome'];
const quietArguments = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/**
 * A Chromium of this machine (MICROCHAT_CHROMIUM, or one on the PATH), else the one that comes as a package. Undefined
 * when neither starts; `problem` then says why.
 */
export async function launchChromium(): Promise<{ readonly browser?: Browser; readonly problem: string }> {
  try {
    const executablePath = process.env['MICROCHAT_CHROMIUM'] ?? systemChromium() ?? (await packagedChromium());
    return { browser: await chromium.launch({ executablePath, headless: true, args: quietArguments }), problem: '' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function systemChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => systemNames.map((name) => join(folder, name))).find(isExecutable);
}

async function packagedChromium(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
