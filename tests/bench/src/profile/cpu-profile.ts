/** What V8's profiler writes, as far as it is needed here. Times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

/** A node with its own time. */
export interface TimedNode {
  readonly name: string;
  /** File and line, short; empty for what has none. */
  readonly place: string;
  readonly selfUs: number;
  readonly totalUs: number;
  readonly children: readonly TimedNode[];
}

/**
 * Samples are half a millisecond apart. Where one is much later, the thread was not running, because another process or
 * another thread of the server had the core: that time belongs to no function.
 */
const sampleUsMax = 2_000;

/** The tree of calls with the time that each took. The process's idle time is not in it. */
export function timedTree({ nodes, samples, timeDeltas }: CpuProfile): TimedNode {
  const selfUs = new Map<number, number>();
  samples.forEach((id, at) => selfUs.set(id, (selfUs.get(id) ?? 0) + Math.min(timeDeltas[at] ?? 0, sampleUsMax)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const build = (node: ProfileNode): TimedNode => {
    const children = (node.children ?? []).flatMap((id) => {
      const child = byId.get(id);
      return child === undefined || child.callFrame.functionName === '(idle)' ? [] : [build(child)];
    });
    const own = selfUs.get(node.id) ?? 0;
    return {
      name: node.callFrame.functionName || '(anonymous)',
      place: placeOf(node),
      selfUs: own,
      totalUs: children.reduce((sum, { totalUs }) => sum + totalUs, own),
      children: children.filter(({ totalUs }) => totalUs > 0),
    };
  };
  const root = nodes[0];
  if (root === undefined) throw new Error('an empty profile');
  return build(root);
}

/** The part of the path that tells: from the package on. */
function placeOf({ callFrame: { url, lineNumber } }: ProfileNode): string {
  if (url === '') return '';
  const path = url.replace(/^file:\/\//, '');
  const inModules = path.lastIndexOf('node_modules/');
  const short = inModules === -1 ? path.replace(/^.*\/(packages|services|apps)\//, '$1/') : path.slice(inModules + 13);
  return `${short}:${lineNumber + 1}`;
}
