import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TestApi } from './testing/test-api.ts';

it('docs/PROTOCOL.md lists every route', async () => {
  const document = readFileSync(join(import.meta.dirname, '../../../../docs/PROTOCOL.md'), 'utf8');
  const listed = [...document.matchAll(/^\| `((?:GET|POST|PUT|PATCH|DELETE) [^`]+)` \|/gm)].map(([, route]) => route);
  const api = new TestApi();
  const { paths } = (await api.app.inject('/openapi.json')).json<{ paths: Record<string, object> }>();
  const served = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed).toHaveLength(served.length);
  expect(new Set(listed)).toEqual(new Set(served));
  await api.app.close();
});
