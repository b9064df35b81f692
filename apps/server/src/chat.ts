import { createDevClient, defaultGatewayUrl } from '@microchat/client/dev';

import { parseChatOptions } from './chat-options.ts';
import { ChatSession } from './chat-session.ts';
import { ChatTerminal } from './chat-terminal.ts';

/**
 * `microchat chat --user alice --to bob | --group ID [--url http://localhost:8080] [--gateway ws://...]`: a chat in the
 * terminal. With piped input every line is a message; it ends when all are accepted. Exit code 1 when one was refused.
 * @throws Error with a message for people
 */
export async function runChat(args: readonly string[]): Promise<void> {
  const { userId, to, apiUrl, gatewayUrl } = parseChatOptions(args);
  const terminal = new ChatTerminal({ input: process.stdin, output: process.stdout, errors: process.stderr });
  const client = createDevClient({
    apiUrl,
    gatewayUrl: gatewayUrl ?? (await findGatewayUrl(apiUrl)),
    userId,
    // A device of its own each time: two terminals of one user must not replace each other.
    deviceId: `cli-${crypto.randomUUID()}`,
    platform: 'cli',
  });
  try {
    if (!(await new ChatSession(client, to, terminal).run())) process.exitCode = 1;
  } finally {
    terminal.close();
    await client.close();
  }
}

/** The page's configuration names the gateway's port; a server without a page has the default one. */
async function findGatewayUrl(apiUrl: string): Promise<string> {
  try {
    const answer = await fetch(`${apiUrl}/config.json`, { signal: AbortSignal.timeout(5_000) });
    const { gatewayPort } = (await answer.json()) as { gatewayPort?: unknown };
    if (typeof gatewayPort === 'number') return defaultGatewayUrl(apiUrl, gatewayPort);
  } catch {
    // Not there yet: the client keeps trying and says so.
  }
  return defaultGatewayUrl(apiUrl);
}
