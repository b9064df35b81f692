import { defaultGatewayUrl } from '@microchat/client/dev';

/** The page's configuration names the gateway's port; a server without a page has the default one. */
export async function findGatewayUrl(apiUrl: string): Promise<string> {
  try {
    const answer = await fetch(`${apiUrl}/config.json`, { signal: AbortSignal.timeout(5_000) });
    const { gatewayPort } = (await answer.json()) as { gatewayPort?: unknown };
    if (typeof gatewayPort === 'number') return defaultGatewayUrl(apiUrl, gatewayPort);
  } catch {
    // Not there yet: the client keeps trying and says so.
  }
  return defaultGatewayUrl(apiUrl);
}
