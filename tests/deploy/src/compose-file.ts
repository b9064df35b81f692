import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

export const root = join(import.meta.dirname, '../../..');

/** The parts of a compose file that the tests look at; the schema has seen the rest. */
export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly [other: string]: unknown;
}

/** With merge keys and anchors resolved, variables not. */
export function readCompose(path: string): ComposeFile {
  return parse(readFileSync(join(root, path), 'utf8'), { merge: true }) as ComposeFile;
}

/** What `docker compose -f base -f overlay` makes of these files as far as they use it: maps are merged, the rest replaced. */
export function merged(base: ComposeFile, overlay: ComposeFile): ComposeFile {
  return mergeValue(base, overlay) as ComposeFile;
}

function mergeValue(base: unknown, overlay: unknown): unknown {
  if (!isMap(base) || !isMap(overlay)) return overlay;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    result[key] = key in base ? mergeValue(base[key], value) : value;
  }
  return result;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `${NAME:-default}` becomes the default, as where nobody has set anything. */
export function withDefaults(text: string): string {
  return text.replaceAll(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1');
}

/** Services that run our image. */
export function ownServices(file: ComposeFile): [name: string, service: ComposeService][] {
  return Object.entries(file.services).filter(([, { image }]) => image?.startsWith('microchat:'));
}
