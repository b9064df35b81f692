import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build, stop } from 'esbuild';

export interface PageOptions {
  /** Where the page finds the long connection, on the host that it was opened from. */
  readonly gatewayPort: number;
}

/** A file of the page, ready to be served. */
export interface PageFile {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The page's settings as it reads them from `/config.json`. */
export interface PageConfig {
  readonly gatewayPort: number;
}

const pageFolder = join(import.meta.dirname, 'page');

/**
 * Bundles the chat page and the SDK: files by URL path. No file contains inline scripts or styles, so it can be served under
 * a strict content security policy.
 * @throws when the page's code doesn't bundle.
 */
export async function buildPage(options: PageOptions): Promise<Map<string, PageFile>> {
  const config: PageConfig = { gatewayPort: options.gatewayPort };
  const [html, style, icon, script] = await Promise.all([
    readFile(join(pageFolder, 'index.html')),
    readFile(join(pageFolder, 'style.css')),
    readFile(join(pageFolder, 'icon.svg')),
    bundleScript(),
  ]);
  return new Map([
    ['/', { contentType: 'text/html; charset=utf-8', body: html }],
    ['/style.css', { contentType: 'text/css; charset=utf-8', body: style }],
    ['/icon.svg', { contentType: 'image/svg+xml', body: icon }],
    ['/page.js', { contentType: 'text/javascript; charset=utf-8', body: script }],
    ['/config.json', { contentType: 'application/json', body: Buffer.from(JSON.stringify(config)) }],
  ]);
}

async function bundleScript(): Promise<Buffer> {
  try {
    const result = await build({
      entryPoints: [join(pageFolder, 'main.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      logLevel: 'silent',
    });
    const [script] = result.outputFiles;
    if (script === undefined) throw new Error('the page was bundled into nothing');
    return Buffer.from(script.contents);
  } finally {
    // The bundler keeps a process of its own, which the server has no use for afterwards.
    await stop();
  }
}
