import type { StaticAssets } from '@microchat/api/contract';
import { buildPage } from '@microchat/web/build-page';

/** The chat page as the API serves it. Built once, at the start. */
export async function loadPage(options: { readonly gatewayPort: number }): Promise<StaticAssets> {
  const files = await buildPage(options);
  return new Map([...files].map(([path, { contentType, body }]) => [path, { type: contentType, body }]));
}
