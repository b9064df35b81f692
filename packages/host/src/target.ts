/** Groups of modules by name, for `--target=`; members are modules or other groups. */
export type TargetGroups = Readonly<Record<string, readonly string[]>>;

/**
 * The modules that a target names, each once, in the order of `moduleNames`.
 * @throws Error naming what is unknown, and what there is.
 */
export function resolveTarget(
  target: readonly string[],
  moduleNames: readonly string[],
  groups: TargetGroups,
): readonly string[] {
  const selected = new Set<string>();
  const open = [...target];
  const seen = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const members = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (members !== undefined) open.push(...members);
    else if (moduleNames.includes(name)) selected.add(name);
    else throw new Error(`unknown target "${name}"; there are ${[...Object.keys(groups), ...moduleNames].join(', ')}`);
  }
  return moduleNames.filter((name) => selected.has(name));
}
