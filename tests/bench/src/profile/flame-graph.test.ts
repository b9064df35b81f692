import { expect, it } from 'vitest';
import { timedTree } from './cpu-profile.ts';
import { flameGraph } from './flame-graph.ts';
import { topSelfTimes } from './self-times.ts';

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 9 });
const profile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 5] },
    { id: 2, callFrame: frame('outer', 'file:///somewhere/packages/core/src/a.ts'), children: [4] },
    { id: 3, callFrame: frame('(idle)') },
    { id: 4, callFrame: frame('inner<T>', 'node:net') },
    { id: 5, callFrame: frame('inner<T>', 'node:net') },
  ],
  samples: [2, 4, 3, 5],
  timeDeltas: [100, 200, 5_000, 100],
};

it('adds up own times, without the idle time', () => {
  const tree = timedTree(profile);
  expect(tree.totalUs).toBe(400);
  expect(topSelfTimes(tree, 2)).toEqual([
    { name: 'inner<T>', place: 'node:net:10', share: 0.75 },
    { name: 'outer', place: 'packages/core/src/a.ts:10', share: 0.25 },
  ]);
});

it('gives no function the time in which the thread did not run', () => {
  const preempted = timedTree({ ...profile, timeDeltas: [100, 200, 5_000, 1_000_000] });
  expect(preempted.totalUs).toBe(2_300);
});

it('draws a box for each, as wide as its share, with nothing that breaks the file', () => {
  const svg = flameGraph(timedTree(profile), 'a & b');
  expect(svg).toContain('<title>outer packages/core/src/a.ts:10 75.00 %</title>');
  expect(svg).toContain('inner&lt;T&gt;');
  expect(svg).toContain('a &amp; b');
  expect(svg.match(/<rect /g)).toHaveLength(4);
});
