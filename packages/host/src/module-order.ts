import type { Module } from './module.ts';

/**
 * Providers before their callers; otherwise as given. Calls to services of other processes do not matter here.
 * @throws Error for a cycle (spelled out), two modules of one name, or two providers of one service.
 */
export function orderModules(modules: readonly Module[]): readonly Module[] {
  const providers = providersOf(modules);
  const ordered = new Set<Module>();
  const path: Module[] = [];

  const visit = (module: Module): void => {
    if (ordered.has(module)) return;
    if (path.includes(module)) {
      const cycle = [...path.slice(path.indexOf(module)), module].map((member) => member.name);
      throw new Error(`modules call each other in a cycle: ${cycle.join(' -> ')}`);
    }
    path.push(module);
    for (const contract of module.calls) {
      const provider = providers.get(contract.name);
      if (provider !== undefined) visit(provider);
    }
    path.pop();
    ordered.add(module);
  };

  for (const module of modules) visit(module);
  return [...ordered];
}

function providersOf(modules: readonly Module[]): ReadonlyMap<string, Module> {
  const names = new Set<string>();
  const providers = new Map<string, Module>();
  for (const module of modules) {
    if (names.has(module.name)) throw new Error(`two modules are called ${module.name}`);
    names.add(module.name);
    if (module.provides === undefined) continue;
    const other = providers.get(module.provides.name);
    if (other !== undefined) {
      throw new Error(`${module.provides.name} is provided by both ${other.name} and ${module.name}`);
    }
    providers.set(module.provides.name, module);
  }
  return providers;
}
