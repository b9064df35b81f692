import type { TimedNode } from './cpu-profile.ts';

const widthPx = 1_800;
const rowPx = 17;
const charPx = 6.6;
/** Narrower ones cannot be seen. */
const boxPxMin = 0.4;

/** A flame graph as an SVG that needs nothing else: callers below, callees above, width is time; a tooltip tells the rest. */
export function flameGraph(root: TimedNode, title: string): string {
  const boxes: string[] = [];
  let depthMax = 0;
  const draw = (node: TimedNode, leftUs: number, depth: number) => {
    const width = (node.totalUs / root.totalUs) * widthPx;
    if (width < boxPxMin) return;
    depthMax = Math.max(depthMax, depth);
    boxes.push(box(node, (leftUs / root.totalUs) * widthPx, width, depth, node.totalUs / root.totalUs));
    let childLeftUs = leftUs;
    for (const child of node.children) {
      draw(child, childLeftUs, depth + 1);
      childLeftUs += child.totalUs;
    }
  };
  draw(root, 0, 0);
  const heightPx = (depthMax + 3) * rowPx;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" font-family="monospace" font-size="11">\n` +
    `<text x="4" y="14">${escaped(title)}</text>\n<g transform="translate(0 ${heightPx - rowPx})">\n${boxes.join('\n')}\n</g>\n</svg>\n`
  );
}

function box({ name, place }: TimedNode, x: number, width: number, depth: number, share: number): string {
  const label = name.slice(0, Math.floor((width - 4) / charPx));
  const y = -depth * rowPx;
  const text = label.length < 3 ? '' : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(label)}</text>`;
  const rect = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${rowPx - 1}" fill="${colourOf(place, name)}"/>`;
  return `<g><title>${escaped(`${name} ${place} ${(share * 100).toFixed(2)} %`)}</title>${rect}${text}</g>`;
}

/** Ours, what we use, what Node and V8 do. */
function colourOf(place: string, name: string): string {
  if (name === '(garbage collector)') return '#d66';
  if (/^(packages|services|apps)\//.test(place)) return '#f5b642';
  if (place === '' || place.startsWith('node:')) return '#9bc';
  return '#a8c66c';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
