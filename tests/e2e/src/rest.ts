import type { RunningServer } from './server.ts';

export interface RestAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** One REST call, as any HTTP client would make it. */
export async function rest<Body = Record<string, unknown>>(
  server: Pick<RunningServer, 'apiUrl'>,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
): Promise<RestAnswer<Body>> {
  const response = await fetch(`${server.apiUrl}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
}

/** A development token; the user exists from here on. */
export async function tokenOf(server: Pick<RunningServer, 'apiUrl'>, userId: string): Promise<string> {
  const answer = await rest<{ token: string }>(server, 'POST', '/v1/dev/tokens', undefined, { userId });
  if (answer.status !== 200) throw new Error(`no token for ${userId}: ${JSON.stringify(answer)}`);
  return answer.body.token;
}
