/** The command cannot be carried out; the message is for people. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export interface TokenArguments {
  readonly userId: string;
  /** Of the REST API. */
  readonly url: string;
}

/** An access token for a user, from a running server on this machine. @throws CommandError */
export async function fetchDevToken({ userId, url }: TokenArguments): Promise<string> {
  const endpoint = new URL('/v1/dev/tokens', url);
  const response = await post(endpoint, { userId });
  const answer = (await response.json().catch(() => ({}))) as { token?: string; detail?: string };
  if (answer.token !== undefined) return answer.token;
  throw new CommandError(`${endpoint.href} answered ${response.status}: ${answer.detail ?? response.statusText}`);
}

async function post(endpoint: URL, body: object): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    throw new CommandError(`no MicroChat answers at ${endpoint.origin}; is "microchat serve" running?`);
  }
}
