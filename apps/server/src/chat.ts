import { createDevClient } from '@microchat/client/dev';

import { parseChatOptions } from './chat-options.ts';
import { ChatSession } from './chat-session.ts';
import { ChatTerminal } from './chat-terminal.ts';
import { findGatewayUrl } from './gateway-url.ts';

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
