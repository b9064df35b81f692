import { type Endpoint, parseEndpoint } from '@microchat/rpc/endpoint';

import type { TargetGroups } from './target.ts';

/** One entry of MICROCHAT_SERVICES: an instance of a module or of all modules of a group. */
export interface ServiceEntry {
  readonly name: string;
  readonly endpoint: Endpoint;
}

/** Reads `name=host:port`. Undefined if it is not that. */
export function parseServiceEntry(text: string): ServiceEntry | undefined {
  const [, name, address] = /^([a-z][a-z-]*)=(.+)$/.exec(text) ?? [];
  const endpoint = address === undefined ? undefined : parseEndpoint(address);
  return name === undefined || endpoint === undefined ? undefined : { name, endpoint };
}

/** Where the services of a deployment run. */
export class ServiceMap {
  readonly #byName = new Map<string, Endpoint[]>();
  readonly #groups: TargetGroups;

  /** @throws Error naming an entry whose name is neither a module nor a group, and what there is. */
  constructor(entries: readonly string[], moduleNames: readonly string[], groups: TargetGroups) {
    this.#groups = groups;
    const names = [...Object.keys(groups), ...moduleNames];
    for (const text of entries) {
      const entry = parseServiceEntry(text);
      if (entry === undefined) throw new Error(`"${text}" is not of the form name=host:port`);
      if (!names.includes(entry.name))
        throw new Error(`unknown service "${entry.name}"; there are ${names.join(', ')}`);
      this.#byName.set(entry.name, [...(this.#byName.get(entry.name) ?? []), entry.endpoint]);
    }
  }

  /** The instances of a module: its own entries, else those of the innermost group with it. Undefined: it is not listed. */
  endpointsOf(moduleName: string): readonly Endpoint[] | undefined {
    for (const names of this.#pathsFrom(moduleName)) {
      const endpoints = names.flatMap((name) => this.#byName.get(name) ?? []);
      if (endpoints.length > 0) return endpoints;
    }
    return undefined;
  }

  /** The module, then the groups that hold it, then those that hold these. */
  *#pathsFrom(moduleName: string): Generator<readonly string[]> {
    const seen = new Set<string>();
    for (let names = [moduleName]; names.length > 0; ) {
      yield names;
      for (const name of names) seen.add(name);
      names = Object.keys(this.#groups).filter(
        (group) => !seen.has(group) && names.some((name) => this.#groups[group]?.includes(name)),
      );
    }
  }
}
