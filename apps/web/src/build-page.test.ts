import { expect, test } from 'vitest';

import { buildPage } from './build-page.ts';

test('the page is built: every file that it asks for is there, nothing is inline', async () => {
  const files = await buildPage({ gatewayPort: 4321 });
  const html = files.get('/')?.body.toString() ?? '';
  const asked = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(asked.length).toBeGreaterThanOrEqual(3);
  for (const path of asked) expect(files.has(path)).toBe(true);
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style=|onclick=/);
  expect(JSON.parse(files.get('/config.json')?.body.toString() ?? '')).toEqual({ gatewayPort: 4321 });
});

test('the script is one module that a browser understands', async () => {
  const files = await buildPage({ gatewayPort: 1 });
  const script = files.get('/page.js');
  expect(script?.contentType).toMatch('text/javascript');
  const code = script?.body.toString() ?? '';
  expect(code).toContain('microchat.v1.json');
  expect(code).not.toMatch(/\bfrom ["']|require\(|node:/);
});
